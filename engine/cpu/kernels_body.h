// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The kernels' one source, included once by each kernels_*.cpp, which is compiled with its own
// instruction-set flags. It stands in an unnamed namespace and uses no inline function of any library: a
// function that two such files shared would be linked once, in whichever version the linker meets first, and
// could fault on an older processor.

#include "cpu/kernels.h"

#include <cstdint>
#include <cstring>
#if defined(__F16C__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace plm::cpu {
namespace {

#if defined(__AVX512F__)
constexpr std::size_t kLanes = 16;
#elif defined(__AVX__)
constexpr std::size_t kLanes = 8;
#else
constexpr std::size_t kLanes = 4;
#endif
typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float)), aligned(4), may_alias));

const Lanes& lanes(const float* values) {
    return *reinterpret_cast<const Lanes*>(values);
}

Lanes& lanes(float* values) {
    return *reinterpret_cast<Lanes*>(values);
}

float* sumsOf(float* sums, int row, int input) {
    return sums + static_cast<std::size_t>(row * kTileInputs + input) * kMostLanes;
}

/// The number of rows and inputs is known to the compiler, so that the sums stay in registers.
template <int Rows, int Inputs>
void accumulateTile(const ConstRows& weights, const ConstRows& inputs, std::size_t columns, float* sums) {
    Lanes sum[Rows][Inputs];
    for (int r = 0; r < Rows; ++r)
        for (int i = 0; i < Inputs; ++i)
            sum[r][i] = lanes(sumsOf(sums, r, i));
    for (std::size_t c = 0; c < columns; c += kLanes)
        for (int r = 0; r < Rows; ++r) {
            const Lanes weight = lanes(weights.data + static_cast<std::size_t>(r) * weights.stride + c);
            for (int i = 0; i < Inputs; ++i)
                sum[r][i] += weight * lanes(inputs.data + static_cast<std::size_t>(i) * inputs.stride + c);
        }
    for (int r = 0; r < Rows; ++r)
        for (int i = 0; i < Inputs; ++i)
            lanes(sumsOf(sums, r, i)) = sum[r][i];
}

template <int Rows>
void accumulateRows(const ConstRows& weights, const ConstRows& inputs, std::size_t columns, float* sums) {
    switch (inputs.rows) {
    case 1:
        return accumulateTile<Rows, 1>(weights, inputs, columns, sums);
    case 2:
        return accumulateTile<Rows, 2>(weights, inputs, columns, sums);
    case 3:
        return accumulateTile<Rows, 3>(weights, inputs, columns, sums);
    default:
        return accumulateTile<Rows, 4>(weights, inputs, columns, sums);
    }
}

void accumulate(const ConstRows& weights, const ConstRows& inputs, std::size_t columns, float* sums) {
    switch (weights.rows) {
    case 1:
        return accumulateRows<1>(weights, inputs, columns, sums);
    case 2:
        return accumulateRows<2>(weights, inputs, columns, sums);
    case 3:
        return accumulateRows<3>(weights, inputs, columns, sums);
    default:
        return accumulateRows<4>(weights, inputs, columns, sums);
    }
}

/// Halves the lanes until one is left.
float sumLanes(const float* lane) {
    float work[kLanes];
    for (std::size_t l = 0; l < kLanes; ++l)
        work[l] = lane[l];
    for (std::size_t half = kLanes / 2; half > 0; half /= 2)
        for (std::size_t l = 0; l < half; ++l)
            work[l] += work[l + half];
    return work[0];
}

void finish(const float* sums, int rows, int inputs, float* out, std::size_t outStride) {
    for (int i = 0; i < inputs; ++i)
        for (int r = 0; r < rows; ++r)
            out[static_cast<std::size_t>(i) * outStride + static_cast<std::size_t>(r)] =
                sumLanes(sums + static_cast<std::size_t>(r * kTileInputs + i) * kMostLanes);
}

void addScaledRows(const float* scales, std::size_t scaleStride, int outputs, const ConstRows& rows,
                   std::size_t columns, float* out, std::size_t outStride) {
    for (int s = 0; s < rows.rows; ++s) {
        const float* row = rows.data + static_cast<std::size_t>(s) * rows.stride;
        for (int i = 0; i < outputs; ++i) {
            const float scale =
                scales[static_cast<std::size_t>(i) * scaleStride + static_cast<std::size_t>(s)];
            float* target = out + static_cast<std::size_t>(i) * outStride;
            for (std::size_t c = 0; c < columns; c += kLanes)
                lanes(target + c) += scale * lanes(row + c);
        }
    }
}

/// The largest magnitude of 32 values.
float largestOf(const float* values) {
    Lanes most{};
    for (std::size_t c = 0; c < QuantisedRows::kBlock; c += kLanes) {
        const Lanes value = lanes(values + c);
        const Lanes magnitude = value < 0 ? -value : value;
        most = magnitude > most ? magnitude : most;
    }
    float largest = 0;
    for (std::size_t l = 0; l < kLanes; ++l)
        largest = most[l] > largest ? most[l] : largest;
    return largest;
}

/// Magnitudes below are rounded to zero: their inverse times 127 could be infinite.
constexpr float kSmallest = 1e-36F;

/// Half a block's codes; returns their sum.
std::int32_t roundHalf(const float* values, float inverse, std::int8_t* codes) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        const auto code = static_cast<std::int32_t>(__builtin_rintf(values[i] * inverse));
        codes[i] = static_cast<std::int8_t>(code);
        sum += code;
    }
    return sum;
}

void quantise(const float* values, std::size_t blocks, const QuantisedTarget& target) {
    for (std::size_t b = 0; b < blocks; ++b, values += QuantisedRows::kBlock) {
        const float largest = largestOf(values);
        const float scale = largest / 127.0F;
        const float inverse = largest > kSmallest ? 127.0F / largest : 0.0F;
        std::int8_t codes[QuantisedRows::kBlock];
        const std::int32_t sums[2] = {roundHalf(values, inverse, codes),
                                      roundHalf(values + 16, inverse, codes + 16)};
        std::memcpy(target.codes + b * QuantisedRows::kBlock, codes, sizeof codes);
        target.blockScales[b] = scale;
        target.halfScales[2 * b] = target.halfScales[2 * b + 1] = scale;
        target.halfSums[2 * b] = sums[0];
        target.halfSums[2 * b + 1] = sums[1];
        target.blockSums[b] = scale * static_cast<float>(sums[0] + sums[1]);
    }
}

#if !defined(__F16C__) && !defined(__aarch64__)
/// Exact for every half: the exponent is moved by a multiplication, which also makes denormals right.
float decodeHalf(std::uint16_t half) {
    const std::uint32_t magnitude = (half & 0x7fffU) << 13;
    const std::uint32_t scaleBits = 0x77800000U; // 2^112
    float value = 0;
    float scale = 0;
    std::memcpy(&value, &magnitude, sizeof value);
    std::memcpy(&scale, &scaleBits, sizeof scale);
    value *= scale;
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    bits |= (half & 0x7c00U) == 0x7c00U ? 0x7f800000U : 0U; // infinities and NaNs
    bits |= static_cast<std::uint32_t>(half & 0x8000U) << 16;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}
#endif

/// Half precision, which need not be aligned, to float32.
float fromHalf(const std::byte* half) {
#if defined(__aarch64__)
    __fp16 value = 0;
    std::memcpy(&value, half, sizeof value);
#else
    std::uint16_t bits = 0;
    std::memcpy(&bits, half, sizeof bits);
#if defined(__F16C__)
    const float value = _cvtsh_ss(bits);
#else
    const float value = decodeHalf(bits);
#endif
#endif
    return value;
}

void halfToFloat(const std::byte* halves, float* out, std::size_t values) {
#if defined(__F16C__)
    for (; values >= 8; values -= 8, halves += 16, out += 8)
        _mm256_storeu_ps(out, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(halves))));
#elif defined(__aarch64__)
    for (; values >= 4; values -= 4, halves += 8, out += 4) {
        float16x4_t four;
        std::memcpy(&four, halves, sizeof four);
        vst1q_f32(out, vcvt_f32_f16(four));
    }
#endif
    for (; values > 0; --values, halves += 2)
        *out++ = fromHalf(halves);
}

} // namespace
} // namespace plm::cpu
