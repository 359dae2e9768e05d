// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// AVX-512 (F, BW, VL, VNNI) for block_dots_body.h.

#include <cstddef>
#include <cstdint>
#include <immintrin.h>

namespace plm::cpu {
namespace {

/// 64 codes of 8 bits; 16 sums of 32 bits, each of the products of 4 neighbouring codes; 16 float32 values.
struct Codes {
    __m512i v;
};
struct Sums {
    __m512i v;
};
struct Floats {
    __m512 v;
};

Codes loadCodes(const std::int8_t* codes) {
    return {_mm512_loadu_si512(codes)};
}
/// Two blocks of 32 codes that do not lie together.
Codes joinCodes(const std::byte* first, const std::byte* second) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(first));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(second));
    return {_mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1)};
}
/// The low nibbles of 32 bytes, then the high ones.
Codes nibbles(const std::byte* bytes) {
    const __m256i packed = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
    const __m256i mask = _mm256_set1_epi8(15);
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(packed, 4), mask);
    return {_mm512_inserti64x4(_mm512_castsi256_si512(_mm256_and_si256(packed, mask)), high, 1)};
}
/// The same of two blocks of 16 bytes: low and high nibbles of the first, then of the second.
Codes nibblesOfTwo(const std::byte* first, const std::byte* second) {
    const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(first));
    const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(second));
    const __m128i mask = _mm_set1_epi8(15);
    const __m256i low = _mm256_set_m128i(_mm_and_si128(_mm_srli_epi16(a, 4), mask), _mm_and_si128(a, mask));
    const __m256i high = _mm256_set_m128i(_mm_and_si128(_mm_srli_epi16(b, 4), mask), _mm_and_si128(b, mask));
    return {_mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1)};
}
/// `width` bits of each of 32 bytes from bit `low`, then from bit `high`, each moved to bit 4.
template <int Width>
Codes bitsAbove(const std::byte* bytes, int low, int high) {
    const __m256i packed = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
    const __m256i mask = _mm256_set1_epi8((1 << Width) - 1);
    const __m256i a = _mm256_and_si256(_mm256_srl_epi16(packed, _mm_cvtsi32_si128(low)), mask);
    const __m256i b = _mm256_and_si256(_mm256_srl_epi16(packed, _mm_cvtsi32_si128(high)), mask);
    return {_mm512_slli_epi16(_mm512_inserti64x4(_mm512_castsi256_si512(a), b, 1), 4)};
}
Codes lowNibbles(Codes codes) {
    return {_mm512_and_si512(codes.v, _mm512_set1_epi8(15))};
}
Codes highNibbles(Codes codes) {
    return {_mm512_and_si512(_mm512_srli_epi16(codes.v, 4), _mm512_set1_epi8(15))};
}
Codes orCodes(Codes a, Codes b) {
    return {_mm512_or_si512(a.v, b.v)};
}

/// Products with codes from 0 to 127, from which `offset` is taken first.
Sums dotOffset(Codes weights, int offset, Codes inputs) {
    const __m512i zero = _mm512_setzero_si512();
    const __m512i shift = _mm512_dpbusd_epi32(zero, _mm512_set1_epi8(static_cast<char>(offset)), inputs.v);
    return {_mm512_dpbusd_epi32(_mm512_sub_epi32(zero, shift), weights.v, inputs.v)};
}
Sums dotUnsigned(Codes weights, Codes inputs) {
    return {_mm512_dpbusd_epi32(_mm512_setzero_si512(), weights.v, inputs.v)};
}
/// Products with codes from −128 to 127.
Sums dotSigned(Codes weights, Codes inputs) {
    const __m512i flip = _mm512_set1_epi8(static_cast<char>(0x80));
    const __m512i zero = _mm512_setzero_si512();
    const __m512i shift = _mm512_dpbusd_epi32(zero, flip, inputs.v);
    return {_mm512_dpbusd_epi32(_mm512_sub_epi32(zero, shift), _mm512_xor_si512(weights.v, flip), inputs.v)};
}

/// 8 bytes as float32.
void widenBytes(const std::uint32_t* bytes, float* out) {
    const __m128i eight = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(bytes));
    _mm256_storeu_ps(out, _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(eight)));
}
Floats zeroFloats() {
    return {_mm512_setzero_ps()};
}
/// 8 values of `low`, 8 of `high`.
Floats spreadTwo(float low, float high) {
    return {_mm512_mask_blend_ps(0xff00, _mm512_set1_ps(low), _mm512_set1_ps(high))};
}
/// 4 values of each of `values`[0 … 3].
Floats spreadFour(const float* values) {
    const __m512i index = _mm512_set_epi32(3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0);
    return {_mm512_permutexvar_ps(index, _mm512_castps128_ps512(_mm_loadu_ps(values)))};
}
void addScaled(Floats& sum, Sums products, Floats scale) {
    sum.v = _mm512_fmadd_ps(_mm512_cvtepi32_ps(products.v), scale.v, sum.v);
}
float sumOf(Floats values) {
    return _mm512_reduce_add_ps(values.v);
}

// For tiles: 16 rows side by side, 4 codes of each in a register of codes, one lane of sums and floats a row.

/// Inputs whose sums are kept in registers together.
constexpr int kTileGroup = 8;
/// What is taken from signed codes of a tile: here they are stored without a sign, as the products want them.
constexpr int kSignedTileOffset = 128;

Codes toTile(Codes codes) {
    return {_mm512_xor_si512(codes.v, _mm512_set1_epi8(static_cast<char>(0x80)))};
}
void storeCodes(Codes codes, std::int8_t* target) {
    _mm512_storeu_si512(target, codes.v);
}
Sums spreadSum(std::int32_t value) {
    return {_mm512_set1_epi32(value)};
}
/// Adds, for each row, the products of its 4 codes with the same 4 inputs.
template <bool Signed>
void addLanes(Sums& sums, Codes weights, const std::int8_t* inputs) {
    std::int32_t four;
    __builtin_memcpy(&four, inputs, sizeof four);
    sums.v = _mm512_dpbusd_epi32(sums.v, weights.v, _mm512_set1_epi32(four));
}
Floats loadFloats(const float* values) {
    return {_mm512_loadu_ps(values)};
}
void storeFloats(Floats values, float* target) {
    _mm512_storeu_ps(target, values.v);
}
Floats times(Floats values, float factor) {
    return {_mm512_mul_ps(values.v, _mm512_set1_ps(factor))};
}
void subtractScaled(Floats& sum, Floats values, float factor) {
    sum.v = _mm512_fnmadd_ps(values.v, _mm512_set1_ps(factor), sum.v);
}

} // namespace
} // namespace plm::cpu
