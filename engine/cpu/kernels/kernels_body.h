// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The kernels' one source, included once by each kernels_*.cpp, which is compiled with its own
// instruction-set flags. It stands in an unnamed namespace and uses no inline function of any library: a
// function that two such files shared would be linked once, in whichever version the linker meets first, and
// could fault on an older processor.

#include "cpu/kernels/kernels.h"

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
typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float)), may_alias));
/// In memory, where they need not be aligned. Never a reference to them: clang takes it for aligned.
typedef float StoredLanes __attribute__((vector_size(kLanes * sizeof(float)), aligned(4), may_alias));

Lanes lanes(const float* values) {
    return *reinterpret_cast<const StoredLanes*>(values);
}

void store(Lanes lanes, float* values) {
    *reinterpret_cast<StoredLanes*>(values) = lanes;
}

Lanes everyLane(float value) {
    return value - Lanes{}; // with nothing added, a zero keeps its sign
}

float* sumsOf(float* sums, int row, int input) {
    return sums + static_cast<std::size_t>(row * kTileInputs + input) * kMostLanes;
}

/// Rounded once where the processor can. Written out: a compiler that is left to fuse does so in one loop and
/// not in the other, and both must give the same bits.
Lanes multiplyAdd(Lanes a, Lanes b, Lanes sum) {
#if defined(__AVX512F__)
    return _mm512_fmadd_ps(a, b, sum);
#elif defined(__FMA__)
    return _mm256_fmadd_ps(a, b, sum);
#elif defined(__aarch64__)
    return vfmaq_f32(sum, a, b);
#else
    return sum + a * b;
#endif
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
                sum[r][i] = multiplyAdd(
                    weight, lanes(inputs.data + static_cast<std::size_t>(i) * inputs.stride + c), sum[r][i]);
        }
    for (int r = 0; r < Rows; ++r)
        for (int i = 0; i < Inputs; ++i)
            store(sum[r][i], sumsOf(sums, r, i));
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

/// The lane that a vector of `Width`-wide segments, two vectors' one behind the other, takes as its lane
/// `lane`: the lower halves of the segments, or the upper ones.
template <int Width>
constexpr int segmentLane(int lane, bool upper) {
    constexpr int kHalf = Width / 2;
    const int vector = lane / (static_cast<int>(kLanes) / 2);
    const int within = lane % (static_cast<int>(kLanes) / 2);
    return vector * static_cast<int>(kLanes) + within / kHalf * Width + within % kHalf + (upper ? kHalf : 0);
}

template <int... Lane>
struct LaneList {};
template <int Count, int... Lane>
struct MakeLanes : MakeLanes<Count - 1, Count - 1, Lane...> {};
template <int... Lane>
struct MakeLanes<0, Lane...> {
    using List = LaneList<Lane...>;
};

/// Halves each segment of both vectors: the sums of a's halves, then those of b's.
template <int Width, int... Lane>
Lanes halve(Lanes a, Lanes b, LaneList<Lane...>) {
    return __builtin_shufflevector(a, b, segmentLane<Width>(Lane, false)...) +
           __builtin_shufflevector(a, b, segmentLane<Width>(Lane, true)...);
}

/// Sums up each of kLanes vectors, halving the lanes until one is left; vectors[0] holds the sums, that of
/// vector v in the lane whose number has v's bits in reverse.
template <int Width = static_cast<int>(kLanes)>
void sumUp(Lanes* vectors) {
    for (int i = 0; i < Width / 2; ++i)
        vectors[i] = halve<Width>(vectors[i], vectors[i + Width / 2],
                                  typename MakeLanes<static_cast<int>(kLanes)>::List());
    if constexpr (Width > 2)
        sumUp<Width / 2>(vectors);
}

constexpr std::size_t reversedBits(std::size_t lane) {
    std::size_t reversed = 0;
    for (std::size_t bit = 1; bit < kLanes; bit *= 2)
        reversed = reversed * 2 + (lane & bit ? 1 : 0);
    return reversed;
}

void finish(const float* sums, int rows, int inputs, float* out, std::size_t outStride) {
    constexpr std::size_t kPairs = std::size_t{kTileRows} * kTileInputs;
    float totals[kPairs];
    for (std::size_t first = 0; first < kPairs; first += kLanes) {
        Lanes vectors[kLanes];
        for (std::size_t i = 0; i < kLanes; ++i)
            vectors[i] = lanes(sums + (first + i) * kMostLanes);
        sumUp(vectors);
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            totals[first + reversedBits(lane)] = vectors[0][lane];
    }
    for (int i = 0; i < inputs; ++i)
        for (int r = 0; r < rows; ++r)
            out[static_cast<std::size_t>(i) * outStride + static_cast<std::size_t>(r)] =
                totals[r * kTileInputs + i];
}

void addScaledRows(const float* scales, const ConstRows& rows, std::size_t columns, float* out) {
    for (int s = 0; s < rows.rows; ++s)
        for (std::size_t c = 0; c < columns; c += kLanes)
            store(multiplyAdd(everyLane(scales[s]), lanes(rows.row(s) + c), lanes(out + c)), out + c);
}

typedef std::int32_t LaneInts __attribute__((vector_size(kLanes * sizeof(std::int32_t)), may_alias));

/// e to the power of each lane, none above zero, within two units in the last place; 0 below −87. The
/// argument is split into a whole power of two and a rest of at most half of ln 2, whose power is its Taylor
/// series.
Lanes exponential(Lanes x) {
    const Lanes lowest = Lanes{} - 87.0F;
    const LaneInts tooLow = x < lowest;
    x = tooLow ? lowest : x;
    constexpr float kRoundingShift = 12582912.0F; // 1.5 · 2^23: adding it rounds to whole numbers
    const Lanes shifted = x * 1.44269504F + kRoundingShift;
    const Lanes power = shifted - kRoundingShift;
    const Lanes rest = (x - power * 0.693359375F) + power * 2.12194440e-4F; // ln 2 in two parts
    Lanes series = Lanes{} + 1.0F / 5040;
    series = series * rest + 1.0F / 720;
    series = series * rest + 1.0F / 120;
    series = series * rest + 1.0F / 24;
    series = series * rest + 1.0F / 6;
    series = series * rest + 0.5F;
    series = series * rest + 1.0F;
    series = series * rest + 1.0F;
    const LaneInts exponent = __builtin_convertvector(power, LaneInts) << 23;
    const LaneInts bits = __builtin_bit_cast(LaneInts, series) + exponent;
    return tooLow ? Lanes{} : __builtin_bit_cast(Lanes, bits);
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
        const float scaled = values[i] * inverse; // within ±127, or no number, which has no code
        const auto code = static_cast<std::int32_t>(__builtin_rintf(scaled >= -127.0F ? scaled : -127.0F));
        codes[i] = static_cast<std::int8_t>(code);
        sum += codes[i];
    }
    return sum;
}

void quantise(const float* values, std::size_t blocks, QuantisedBlock* target) {
    for (std::size_t b = 0; b < blocks; ++b, values += QuantisedRows::kBlock) {
        const float largest = largestOf(values);
        const float scale = largest / 127.0F;
        const float inverse = largest > kSmallest ? 127.0F / largest : 0.0F;
        QuantisedBlock block;
        const std::int32_t first = roundHalf(values, inverse, block.codes);
        const std::int32_t sum = first + roundHalf(values + 16, inverse, block.codes + 16);
        block.scale = scale;
        block.sum = scale * static_cast<float>(sum);
        block.start = -8 * sum;
        block.firstStart = -8 * first;
        target[b] = block;
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
#if defined(__AVX512F__)
    for (; values >= 16; values -= 16, halves += 32, out += 16)
        _mm512_storeu_ps(out, _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(halves))));
#endif
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
