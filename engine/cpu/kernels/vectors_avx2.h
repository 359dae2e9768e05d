// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// AVX2 with FMA and F16C for tile_dots_body.h and neuron_body.h; the types and functions are explained in
// vectors_avx512.h.

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

constexpr int kInputsTogether = 2;
constexpr std::size_t kFloatsTogether = 4;
constexpr int kSignedOffset = 0;

__m256i load32(const void* bytes) {
    return _mm256_loadu_si256(static_cast<const __m256i*>(bytes));
}
Codes loadCodes(const std::int8_t* codes) {
    return {load32(codes), load32(codes + 32)};
}
Codes toSigned(Codes codes) {
    return codes;
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
template <int Width, int From>
Codes bitsAboveNibble(Codes codes) {
    const auto moved = [](__m256i v) {
        const __m256i mask = _mm256_set1_epi8(((1 << Width) - 1) << 4);
        if constexpr (From <= 4)
            return _mm256_and_si256(_mm256_slli_epi16(v, 4 - From), mask);
        else
            return _mm256_and_si256(_mm256_srli_epi16(v, From - 4), mask);
    };
    return {moved(codes.low), moved(codes.high)};
}

Sums spreadSum(std::int32_t value) {
    return {_mm256_set1_epi32(value), _mm256_set1_epi32(value)};
}
/// Codes up to 127 times codes up to ±127: two products fit 16 bits, so the saturation of maddubs is never
/// reached.
__m256i dotUnsigned(__m256i weights, __m256i inputs) {
    return _mm256_madd_epi16(_mm256_maddubs_epi16(weights, inputs), _mm256_set1_epi16(1));
}
/// |weight| times the input with the weight's sign: −128 becomes 128, which maddubs reads without a sign.
__m256i dotSigned(__m256i weights, __m256i inputs) {
    return dotUnsigned(_mm256_abs_epi8(weights), _mm256_sign_epi8(inputs, weights));
}
template <bool Signed>
void addLanes(Sums& sums, Codes weights, const std::int8_t* inputs) {
    std::int32_t four;
    __builtin_memcpy(&four, inputs, sizeof four);
    const __m256i spread = _mm256_set1_epi32(four);
    const auto dot = [&](__m256i w) { return Signed ? dotSigned(w, spread) : dotUnsigned(w, spread); };
    sums.low = _mm256_add_epi32(sums.low, dot(weights.low));
    sums.high = _mm256_add_epi32(sums.high, dot(weights.high));
}

Floats zeroFloats() {
    return {_mm256_setzero_ps(), _mm256_setzero_ps()};
}
__m128i load16(const std::byte* bytes) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}
Floats loadHalves(const std::byte* halves) {
    return {_mm256_cvtph_ps(load16(halves)), _mm256_cvtph_ps(load16(halves + 16))};
}
__m256 brainFloats(__m128i packed) {
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(packed), 16));
}
Floats loadBrainFloats(const std::byte* numbers) {
    return {brainFloats(load16(numbers)), brainFloats(load16(numbers + 16))};
}
Floats loadSignedBytes(const std::byte* bytes) {
    const __m128i packed = load16(bytes);
    return {_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(packed)),
            _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_srli_si128(packed, 8)))};
}
Floats unsignedFloats(__m128i bytes) {
    return {_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(bytes)),
            _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_srli_si128(bytes, 8)))};
}
Floats loadUnsignedBytes(const std::byte* bytes) {
    return unsignedFloats(load16(bytes));
}
struct NibbleValues {
    __m256 offset;
    explicit NibbleValues(int taken) : offset(_mm256_set1_ps(static_cast<float>(taken))) {}
};
void loadNibbles(const std::byte* bytes, const NibbleValues& values, Floats& low, Floats& high) {
    const __m128i packed = load16(bytes);
    const __m128i mask = _mm_set1_epi8(15);
    low = unsignedFloats(_mm_and_si128(packed, mask));
    high = unsignedFloats(_mm_and_si128(_mm_srli_epi16(packed, 4), mask));
    low = {_mm256_sub_ps(low.low, values.offset), _mm256_sub_ps(low.high, values.offset)};
    high = {_mm256_sub_ps(high.low, values.offset), _mm256_sub_ps(high.high, values.offset)};
}
Floats loadFloats(const float* values) {
    return {_mm256_loadu_ps(values), _mm256_loadu_ps(values + 8)};
}
Floats spread(float value) {
    return {_mm256_set1_ps(value), _mm256_set1_ps(value)};
}
void storeFloats(Floats values, float* target) {
    _mm256_storeu_ps(target, values.low);
    _mm256_storeu_ps(target + 8, values.high);
}
Floats product(Floats a, Floats b) {
    return {_mm256_mul_ps(a.low, b.low), _mm256_mul_ps(a.high, b.high)};
}
Floats times(Floats values, float factor) {
    const __m256 spread = _mm256_set1_ps(factor);
    return {_mm256_mul_ps(values.low, spread), _mm256_mul_ps(values.high, spread)};
}
void addScaled(Floats& sum, Sums products, Floats scale) {
    sum.low = _mm256_fmadd_ps(_mm256_cvtepi32_ps(products.low), scale.low, sum.low);
    sum.high = _mm256_fmadd_ps(_mm256_cvtepi32_ps(products.high), scale.high, sum.high);
}
void addProduct(Floats& sum, Floats a, Floats b) {
    sum.low = _mm256_fmadd_ps(a.low, b.low, sum.low);
    sum.high = _mm256_fmadd_ps(a.high, b.high, sum.high);
}
void subtractScaled(Floats& sum, Floats values, float factor) {
    const __m256 spread = _mm256_set1_ps(factor);
    sum.low = _mm256_fnmadd_ps(values.low, spread, sum.low);
    sum.high = _mm256_fnmadd_ps(values.high, spread, sum.high);
}

} // namespace
} // namespace plm::cpu
