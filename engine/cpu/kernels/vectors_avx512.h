// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// AVX-512 (F, BW, VL, VNNI) for tile_dots_body.h and neuron_body.h: 16 rows side by side, 4 codes of each in
// a register of codes, one lane of sums and floats a row.

#include <cstddef>
#include <cstdint>
#include <immintrin.h>

namespace plm::cpu {
namespace {

/// 64 codes of 8 bits; 16 sums of 32 bits; 16 float32 values.
struct Codes {
    __m512i v;
};
struct Sums {
    __m512i v;
};
struct Floats {
    __m512 v;
};

/// Inputs whose sums are kept in registers together.
constexpr int kInputsTogether = 8;
/// Floats that are summed up in registers together.
constexpr std::size_t kFloatsTogether = 8;
/// What is taken from signed codes: the products want the weights without a sign.
constexpr int kSignedOffset = 128;

Codes loadCodes(const std::int8_t* codes) {
    return {_mm512_loadu_si512(codes)};
}
Codes toSigned(Codes codes) {
    return {_mm512_xor_si512(codes.v, _mm512_set1_epi8(static_cast<char>(0x80)))};
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
/// `Width` bits of each code from bit `From`, moved to bit 4.
template <int Width, int From>
Codes bitsAboveNibble(Codes codes) {
    const __m512i mask = _mm512_set1_epi8(((1 << Width) - 1) << 4);
    if constexpr (From <= 4)
        return {_mm512_and_si512(_mm512_slli_epi16(codes.v, 4 - From), mask)};
    else
        return {_mm512_and_si512(_mm512_srli_epi16(codes.v, From - 4), mask)};
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

Floats zeroFloats() {
    return {_mm512_setzero_ps()};
}
__m128i load16(const std::byte* bytes) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}
Floats loadHalves(const std::byte* halves) {
    return {_mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(halves)))};
}
/// bfloat16: the upper half of a float32.
Floats loadBrainFloats(const std::byte* numbers) {
    const __m256i packed = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(numbers));
    return {_mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(packed), 16))};
}
Floats loadSignedBytes(const std::byte* bytes) {
    return {_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(load16(bytes)))};
}
Floats loadUnsignedBytes(const std::byte* bytes) {
    return {_mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(load16(bytes)))};
}
/// What nibbles stand for: their number less an offset.
struct NibbleValues {
    __m512 table;
    explicit NibbleValues(int offset)
        : table(_mm512_sub_ps(_mm512_setr_ps(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
                              _mm512_set1_ps(static_cast<float>(offset)))) {}
};
/// The values of the lower nibbles of 16 bytes, and of the upper ones. The table is looked up by the lowest
/// four bits of each number, whatever stands above them.
void loadNibbles(const std::byte* bytes, const NibbleValues& values, Floats& low, Floats& high) {
    const __m512i packed = _mm512_cvtepu8_epi32(load16(bytes));
    low.v = _mm512_permutexvar_ps(packed, values.table);
    high.v = _mm512_permutexvar_ps(_mm512_srli_epi32(packed, 4), values.table);
}
Floats loadFloats(const float* values) {
    return {_mm512_loadu_ps(values)};
}
Floats spread(float value) {
    return {_mm512_set1_ps(value)};
}
void storeFloats(Floats values, float* target) {
    _mm512_storeu_ps(target, values.v);
}
Floats product(Floats a, Floats b) {
    return {_mm512_mul_ps(a.v, b.v)};
}
Floats times(Floats values, float factor) {
    return {_mm512_mul_ps(values.v, _mm512_set1_ps(factor))};
}
void addScaled(Floats& sum, Sums products, Floats scale) {
    sum.v = _mm512_fmadd_ps(_mm512_cvtepi32_ps(products.v), scale.v, sum.v);
}
void addProduct(Floats& sum, Floats a, Floats b) {
    sum.v = _mm512_fmadd_ps(a.v, b.v, sum.v);
}
void subtractScaled(Floats& sum, Floats values, float factor) {
    sum.v = _mm512_fnmadd_ps(values.v, _mm512_set1_ps(factor), sum.v);
}

} // namespace
} // namespace plm::cpu
