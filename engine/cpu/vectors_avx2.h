// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// AVX2 with FMA and F16C for block_dots_body.h; the types and functions are explained in vectors_avx512.h.

#include <cstddef>
#include <cstdint>
#include <immintrin.h>

namespace plm::cpu {
namespace {

struct Codes {
    __m256i low, high;
};
struct Sums {
    __m256i low, high;
};
struct Floats {
    __m256 low, high;
};

__m256i load32(const void* bytes) {
    return _mm256_loadu_si256(static_cast<const __m256i*>(bytes));
}
Codes loadCodes(const std::int8_t* codes) {
    return {load32(codes), load32(codes + 32)};
}
Codes joinCodes(const std::byte* first, const std::byte* second) {
    return {load32(first), load32(second)};
}
Codes nibbles(const std::byte* bytes) {
    const __m256i packed = load32(bytes);
    const __m256i mask = _mm256_set1_epi8(15);
    return {_mm256_and_si256(packed, mask), _mm256_and_si256(_mm256_srli_epi16(packed, 4), mask)};
}
__m256i nibbles16(const std::byte* bytes) {
    const __m128i packed = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    const __m256i both = _mm256_set_m128i(_mm_srli_epi16(packed, 4), packed);
    return _mm256_and_si256(both, _mm256_set1_epi8(15));
}
Codes nibblesOfTwo(const std::byte* first, const std::byte* second) {
    return {nibbles16(first), nibbles16(second)};
}
template <int Width>
Codes bitsAbove(const std::byte* bytes, int low, int high) {
    const __m256i packed = load32(bytes);
    const __m256i mask = _mm256_set1_epi8((1 << Width) - 1);
    const auto from = [&](int bit) {
        return _mm256_slli_epi16(_mm256_and_si256(_mm256_srl_epi16(packed, _mm_cvtsi32_si128(bit)), mask), 4);
    };
    return {from(low), from(high)};
}
Codes lowNibbles(Codes codes) {
    const __m256i mask = _mm256_set1_epi8(15);
    return {_mm256_and_si256(codes.low, mask), _mm256_and_si256(codes.high, mask)};
}
Codes highNibbles(Codes codes) {
    return lowNibbles({_mm256_srli_epi16(codes.low, 4), _mm256_srli_epi16(codes.high, 4)});
}
Codes orCodes(Codes a, Codes b) {
    return {_mm256_or_si256(a.low, b.low), _mm256_or_si256(a.high, b.high)};
}

/// Codes up to 127 times codes up to ±127: two products fit 16 bits, so the saturation of maddubs is never
/// reached.
__m256i dot32(__m256i weights, __m256i inputs) {
    return _mm256_madd_epi16(_mm256_maddubs_epi16(weights, inputs), _mm256_set1_epi16(1));
}
Sums dotUnsigned(Codes weights, Codes inputs) {
    return {dot32(weights.low, inputs.low), dot32(weights.high, inputs.high)};
}
Sums dotOffset(Codes weights, int offset, Codes inputs) {
    const __m256i shift = _mm256_set1_epi8(static_cast<char>(offset));
    const Sums sums = dotUnsigned(weights, inputs);
    return {_mm256_sub_epi32(sums.low, dot32(shift, inputs.low)),
            _mm256_sub_epi32(sums.high, dot32(shift, inputs.high))};
}
/// |weight| times the input with the weight's sign: −128 becomes 128, which maddubs reads without a sign.
__m256i dotSigned32(__m256i weights, __m256i inputs) {
    return dot32(_mm256_abs_epi8(weights), _mm256_sign_epi8(inputs, weights));
}
Sums dotSigned(Codes weights, Codes inputs) {
    return {dotSigned32(weights.low, inputs.low), dotSigned32(weights.high, inputs.high)};
}

void widenBytes(const std::uint32_t* bytes, float* out) {
    const __m128i eight = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(bytes));
    _mm256_storeu_ps(out, _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(eight)));
}
Floats zeroFloats() {
    return {_mm256_setzero_ps(), _mm256_setzero_ps()};
}
Floats spreadTwo(float low, float high) {
    return {_mm256_set1_ps(low), _mm256_set1_ps(high)};
}
Floats spreadFour(const float* values) {
    const auto pair = [](float a, float b) { return _mm256_set_m128(_mm_set1_ps(b), _mm_set1_ps(a)); };
    return {pair(values[0], values[1]), pair(values[2], values[3])};
}
void addScaled(Floats& sum, Sums products, Floats scale) {
    sum.low = _mm256_fmadd_ps(_mm256_cvtepi32_ps(products.low), scale.low, sum.low);
    sum.high = _mm256_fmadd_ps(_mm256_cvtepi32_ps(products.high), scale.high, sum.high);
}
float sumOf(Floats values) {
    const __m256 eight = _mm256_add_ps(values.low, values.high);
    const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

constexpr int kTileGroup = 2;
constexpr int kSignedTileOffset = 0;

Codes toTile(Codes codes) {
    return codes;
}
void storeCodes(Codes codes, std::int8_t* target) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(target), codes.low);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(target + 32), codes.high);
}
Sums spreadSum(std::int32_t value) {
    return {_mm256_set1_epi32(value), _mm256_set1_epi32(value)};
}
template <bool Signed>
void addLanes(Sums& sums, Codes weights, const std::int8_t* inputs) {
    std::int32_t four;
    __builtin_memcpy(&four, inputs, sizeof four);
    const __m256i spread = _mm256_set1_epi32(four);
    const auto dot = [&](__m256i w) { return Signed ? dotSigned32(w, spread) : dot32(w, spread); };
    sums.low = _mm256_add_epi32(sums.low, dot(weights.low));
    sums.high = _mm256_add_epi32(sums.high, dot(weights.high));
}
Floats loadFloats(const float* values) {
    return {_mm256_loadu_ps(values), _mm256_loadu_ps(values + 8)};
}
void storeFloats(Floats values, float* target) {
    _mm256_storeu_ps(target, values.low);
    _mm256_storeu_ps(target + 8, values.high);
}
Floats times(Floats values, float factor) {
    const __m256 spread = _mm256_set1_ps(factor);
    return {_mm256_mul_ps(values.low, spread), _mm256_mul_ps(values.high, spread)};
}
void subtractScaled(Floats& sum, Floats values, float factor) {
    const __m256 spread = _mm256_set1_ps(factor);
    sum.low = _mm256_fnmadd_ps(values.low, spread, sum.low);
    sum.high = _mm256_fnmadd_ps(values.high, spread, sum.high);
}

} // namespace
} // namespace plm::cpu
