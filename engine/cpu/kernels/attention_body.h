// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The kernels of attention, for kQueryLanes queries side by side; included after kernels_body.h and the
// vectors, under the rules of kernels_body.h.

namespace plm::cpu {
namespace {

void scaledBytesToFloat(const std::byte* codes, const std::byte* scales, float* out, std::size_t values) {
    std::size_t i = 0;
    for (; i + 32 <= values; i += 32, scales += 2) {
        const Floats scale = spread(fromHalf(scales));
        storeFloats(product(loadSignedBytes(codes + i), scale), out + i);
        storeFloats(product(loadSignedBytes(codes + i + 16), scale), out + i + 16);
    }
    for (; i < values; ++i)
        out[i] = fromHalf(scales) * static_cast<float>(static_cast<std::int8_t>(codes[i]));
}

/// The scores of N rows.
template <int N>
void scoreSome(const float* queries, std::size_t columns, const ConstRows& rows, float* scores) {
    Floats sums[N];
    for (Floats& sum : sums)
        sum = zeroFloats();
    for (std::size_t c = 0; c < columns; ++c) {
        const Floats query = loadFloats(queries + c * kQueryLanes);
        for (int i = 0; i < N; ++i)
            addProduct(sums[i], query, spread(rows.data[static_cast<std::size_t>(i) * rows.stride + c]));
    }
    for (int i = 0; i < N; ++i)
        storeFloats(sums[i], scores + i * static_cast<int>(kQueryLanes));
}

void scoreRows(const float* queries, std::size_t columns, const ConstRows& rows, float* scores) {
    constexpr int kTogether = static_cast<int>(kFloatsTogether);
    int s = 0;
    for (; s + kTogether <= rows.rows; s += kTogether)
        scoreSome<kTogether>(queries, columns, rows.from(s, kTogether),
                             scores + static_cast<std::size_t>(s) * kQueryLanes);
    for (; s < rows.rows; ++s)
        scoreSome<1>(queries, columns, rows.from(s, 1), scores + static_cast<std::size_t>(s) * kQueryLanes);
}

void largestByLane(const float* scores, int rows, float* largest) {
    for (std::size_t lane = 0; lane < kQueryLanes; lane += kLanes) {
        Lanes most = lanes(largest + lane);
        for (int s = 0; s < rows; ++s) {
            const Lanes score = lanes(scores + static_cast<std::size_t>(s) * kQueryLanes + lane);
            most = score > most ? score : most;
        }
        store(most, largest + lane);
    }
}

void exponentialsByLane(float* scores, int rows, const float* largest, float scale, float* sums) {
    for (std::size_t lane = 0; lane < kQueryLanes; lane += kLanes) {
        Lanes sum = lanes(sums + lane);
        for (int s = 0; s < rows; ++s) {
            float* score = scores + static_cast<std::size_t>(s) * kQueryLanes + lane;
            const Lanes power = exponential((lanes(score) - lanes(largest + lane)) * scale);
            store(power, score);
            sum += power;
        }
        store(sum, sums + lane);
    }
}

/// Outputs and vectors of columns whose sums are kept in registers together.
#if defined(__AVX512F__) || defined(__aarch64__) // with 32 registers
constexpr int kOutputsTogether = 4;
#else
constexpr int kOutputsTogether = 2;
#endif
constexpr std::size_t kVectorsTogether = 4;

template <int Outputs, std::size_t Vectors>
void mixSome(const float* weights, const ConstRows& rows, float* out, std::size_t outStride, bool add) {
    Lanes sum[Outputs][Vectors];
    for (std::size_t i = 0; i < Outputs; ++i)
        for (std::size_t v = 0; v < Vectors; ++v)
            sum[i][v] = add ? lanes(out + i * outStride + v * kLanes) : Lanes{};
    for (std::size_t s = 0; s < static_cast<std::size_t>(rows.rows); ++s) {
        Lanes part[Vectors];
        for (std::size_t v = 0; v < Vectors; ++v)
            part[v] = lanes(rows.data + s * rows.stride + v * kLanes);
        for (std::size_t i = 0; i < Outputs; ++i)
            for (std::size_t v = 0; v < Vectors; ++v)
                sum[i][v] = multiplyAdd(everyLane(weights[s * kQueryLanes + i]), part[v], sum[i][v]);
    }
    for (std::size_t i = 0; i < Outputs; ++i)
        for (std::size_t v = 0; v < Vectors; ++v)
            store(sum[i][v], out + i * outStride + v * kLanes);
}

template <int Outputs>
void mixColumns(const float* weights, const ConstRows& rows, std::size_t columns, float* out,
                std::size_t outStride, bool add) {
    constexpr std::size_t kColumns = kVectorsTogether * kLanes;
    std::size_t column = 0;
    for (; column + kColumns <= columns; column += kColumns)
        mixSome<Outputs, kVectorsTogether>(weights, {rows.data + column, rows.stride, rows.rows},
                                           out + column, outStride, add);
    for (; column < columns; column += kLanes)
        mixSome<Outputs, 1>(weights, {rows.data + column, rows.stride, rows.rows}, out + column, outStride,
                            add);
}

void mixRows(const float* weights, int outputs, const ConstRows& rows, std::size_t columns, float* out,
             std::size_t outStride, bool add) {
    for (; outputs >= kOutputsTogether; outputs -= kOutputsTogether) {
        mixColumns<kOutputsTogether>(weights, rows, columns, out, outStride, add);
        weights += kOutputsTogether;
        out += kOutputsTogether * outStride;
    }
    for (; outputs > 0; --outputs, ++weights, out += outStride)
        mixColumns<1>(weights, rows, columns, out, outStride, add);
}

constexpr AttentionKernels kAttention{scoreRows, largestByLane, exponentialsByLane, mixRows};

} // namespace
} // namespace plm::cpu
