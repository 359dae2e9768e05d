// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Attention in bfloat16 for processors with AVX512_BF16, which multiply two such numbers a lane at once and
// add them up in float32; included after vectors_avx512.h, under the rules of kernels_body.h.

#include "cpu/kernels/fetch.h"

namespace plm::cpu {
namespace {

typedef std::uint32_t Pairs; // two bfloat16 numbers that are multiplied with two others, and added up

__m512i bothRounded(const float* low, const float* high) {
    return (__m512i)_mm512_cvtne2ps_pbh(_mm512_loadu_ps(high), _mm512_loadu_ps(low));
}

void roundRows(const ConstRows& rows, std::size_t columns, std::uint16_t* out) {
    for (int s = 0; s < rows.rows; ++s, out += columns)
        for (std::size_t c = 0; c < columns; c += kPadding)
            _mm512_storeu_si512(out + c, bothRounded(rows.row(s) + c, rows.row(s) + c + 16));
}

/// Where in its two halves the numbers of an interleaved vector are.
alignas(64) constexpr std::uint16_t kInterleaved[32] = {0,  16, 1,  17, 2,  18, 3,  19, 4,  20, 5,
                                                        21, 6,  22, 7,  23, 8,  24, 9,  25, 10, 26,
                                                        11, 27, 12, 28, 13, 29, 14, 30, 15, 31};

void pairRows(const ConstRows& rows, std::size_t columns, std::uint32_t* out) {
    alignas(64) constexpr float kNothing[16] = {};
    const __m512i interleaved = _mm512_load_si512(kInterleaved);
    for (int s = 0; s < rows.rows; s += 2, out += columns)
        for (std::size_t c = 0; c < columns; c += 16) {
            const float* second = s + 1 < rows.rows ? rows.row(s + 1) + c : kNothing;
            _mm512_storeu_si512(out + c,
                                _mm512_permutexvar_epi16(interleaved, bothRounded(rows.row(s) + c, second)));
        }
}

/// 32 numbers of a row, of which `left` are there; then zeros.
__m512i roundedHalves(const std::byte* halves, std::size_t left) {
    const __mmask32 there = left >= kPadding ? ~__mmask32{0} : (__mmask32{1} << left) - 1;
    const __m512i all = _mm512_maskz_loadu_epi16(there, halves);
    return (__m512i)_mm512_cvtne2ps_pbh(_mm512_cvtph_ps(_mm512_extracti64x4_epi64(all, 1)),
                                        _mm512_cvtph_ps(_mm512_castsi512_si256(all)));
}

/// Bytes of the cache between asking for some and using them.
constexpr std::size_t kHalvesFetchAhead = 8192;

void roundHalves(const std::byte* halves, std::size_t width, int rows, std::size_t columns,
                 std::size_t pairColumns, std::uint16_t* keys, std::uint32_t* pairs) {
    // The lower sixteen numbers of two vectors, of which vpermt2w counts the second from 32 on; the upper
    // ones.
    const __m512i lower = _mm512_add_epi16(_mm512_load_si512(kInterleaved), _mm512_set1_epi32(16 << 16));
    const __m512i upper = _mm512_add_epi16(lower, _mm512_set1_epi16(16));
    for (int s = 0; s < rows; s += 2, halves += 2 * 2 * width, keys += 2 * columns, pairs += pairColumns) {
        const bool alone = s + 1 == rows;
        for (std::size_t c = 0; c < columns; c += kPadding) {
            const std::size_t left = width > c ? width - c : 0;
            fetch(halves + 2 * c + kHalvesFetchAhead, 1);
            fetch(halves + 2 * (width + c) + kHalvesFetchAhead, 1);
            const __m512i first = roundedHalves(halves + 2 * c, left);
            __m512i second = _mm512_setzero_si512();
            _mm512_storeu_si512(keys + c, first);
            if (!alone) {
                second = roundedHalves(halves + 2 * (width + c), left);
                _mm512_storeu_si512(keys + columns + c, second);
            }
            if (c >= pairColumns)
                continue;
            _mm512_storeu_si512(pairs + c, _mm512_permutex2var_epi16(first, lower, second));
            if (c + kPadding / 2 < pairColumns)
                _mm512_storeu_si512(pairs + c + kPadding / 2,
                                    _mm512_permutex2var_epi16(first, upper, second));
        }
    }
}

__m512bh spreadPair(Pairs pair) {
    return (__m512bh)_mm512_set1_epi32(static_cast<int>(pair));
}

__m512bh loadPairs(const Pairs* pairs) {
    return (__m512bh)_mm512_loadu_si512(pairs);
}

/// The scores of N rows. Asks for as many bytes from `ahead` on as N such rows have.
template <int N>
void scoreSomeRounded(const Pairs* queries, std::size_t columns, const std::uint16_t* rows, float* scores,
                      const std::byte* ahead) {
    __m512 sums[N];
    for (__m512& sum : sums)
        sum = _mm512_setzero_ps();
    for (std::size_t c = 0; c < columns; c += 2) {
        if constexpr (N > 1)
            fetch(ahead + 2 * N * c, 1);
        const __m512bh query = loadPairs(queries + c / 2 * kQueryLanes);
        for (int i = 0; i < N; ++i) {
            Pairs pair;
            __builtin_memcpy(&pair, rows + static_cast<std::size_t>(i) * columns + c, sizeof pair);
            sums[i] = _mm512_dpbf16_ps(sums[i], query, spreadPair(pair));
        }
    }
    for (int i = 0; i < N; ++i)
        _mm512_storeu_ps(scores + i * static_cast<int>(kQueryLanes), sums[i]);
}

void scoreRounded(const Pairs* queries, std::size_t columns, const std::uint16_t* rows, int count,
                  float* scores, const std::byte* ahead) {
    constexpr int kTogether = 8;
    for (; count >= kTogether; count -= kTogether) {
        scoreSomeRounded<kTogether>(queries, columns, rows, scores, ahead);
        rows += kTogether * columns;
        ahead += 2 * kTogether * columns;
        scores += kTogether * static_cast<int>(kQueryLanes);
    }
    for (; count > 0; --count, rows += columns, scores += kQueryLanes)
        scoreSomeRounded<1>(queries, columns, rows, scores, ahead);
}

template <int Outputs, std::size_t Vectors>
void mixSomeRounded(const Pairs* weights, const Pairs* values, std::size_t stride, int pairs, float* out,
                    std::size_t outStride, bool add) {
    __m512 sums[Outputs][Vectors];
    for (std::size_t i = 0; i < Outputs; ++i)
        for (std::size_t v = 0; v < Vectors; ++v)
            sums[i][v] = add ? _mm512_loadu_ps(out + i * outStride + 16 * v) : _mm512_setzero_ps();
    for (int s = 0; s < pairs; ++s, weights += kQueryLanes, values += stride) {
        __m512bh parts[Vectors];
        for (std::size_t v = 0; v < Vectors; ++v)
            parts[v] = loadPairs(values + 16 * v);
        for (std::size_t i = 0; i < Outputs; ++i) {
            const __m512bh weight = spreadPair(weights[i]);
            for (std::size_t v = 0; v < Vectors; ++v)
                sums[i][v] = _mm512_dpbf16_ps(sums[i][v], weight, parts[v]);
        }
    }
    for (std::size_t i = 0; i < Outputs; ++i)
        for (std::size_t v = 0; v < Vectors; ++v)
            _mm512_storeu_ps(out + i * outStride + 16 * v, sums[i][v]);
}

template <int Outputs>
void mixColumnsRounded(const Pairs* weights, const Pairs* values, int pairs, std::size_t columns, float* out,
                       std::size_t outStride, bool add) {
    std::size_t column = 0;
    for (; column + 64 <= columns; column += 64)
        mixSomeRounded<Outputs, 4>(weights, values + column, columns, pairs, out + column, outStride, add);
    for (; column < columns; column += 16)
        mixSomeRounded<Outputs, 1>(weights, values + column, columns, pairs, out + column, outStride, add);
}

void mixRounded(const Pairs* weights, int outputs, const Pairs* values, int rows, std::size_t columns,
                float* out, std::size_t outStride, bool add) {
    const int pairs = (rows + 1) / 2;
    for (; outputs >= 4; outputs -= 4, weights += 4, out += 4 * outStride)
        mixColumnsRounded<4>(weights, values, pairs, columns, out, outStride, add);
    for (; outputs > 0; --outputs, ++weights, out += outStride)
        mixColumnsRounded<1>(weights, values, pairs, columns, out, outStride, add);
}

constexpr RoundedAttentionKernels kRoundedAttention{roundRows, pairRows, roundHalves, scoreRounded,
                                                    mixRounded};

} // namespace
} // namespace plm::cpu
