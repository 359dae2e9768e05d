// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The integer kernels' one source, for the vectors of the instruction set that was included before
// (vectors_*.h). A step is 64 codes: two blocks of 32, or a quarter of a super-block. Like kernels_body.h it
// stands in an unnamed namespace and calls nothing that another file could share.

#include "cpu/block_dots.h"

namespace plm::cpu {
namespace {

typedef float Eight __attribute__((vector_size(32), aligned(4), may_alias));

Eight eight(const float* values) {
    return *reinterpret_cast<const Eight*>(values);
}

float sumOfEight(Eight v) {
    return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

/// Q8_0: a half scale and 32 signed codes.
struct BlockQ8_0 {
    static constexpr std::size_t kBytes = 34;
    static constexpr bool kSigned = true;
    static constexpr int kOffset = 0;
    static Codes codes(const std::byte* first, const std::byte* second) {
        return joinCodes(first + 2, second + 2);
    }
    static auto dot(Codes weights, Codes inputs) { return dotSigned(weights, inputs); }
};

/// Q4_0: a half scale and 32 codes from 0 to 15, of which 8 is taken; a byte holds the values i and i+16.
struct BlockQ4_0 {
    static constexpr std::size_t kBytes = 18;
    static constexpr bool kSigned = false;
    static constexpr int kOffset = 8;
    static Codes codes(const std::byte* first, const std::byte* second) {
        return nibblesOfTwo(first + 2, second + 2);
    }
    static auto dot(Codes weights, Codes inputs) { return dotOffset(weights, kOffset, inputs); }
};

/// Formats of blocks of 32 with one scale, two blocks a step; an odd last block is paired with one of zeros.
template <class Block>
struct SimpleRow {
    template <int N>
    static void dot(const std::byte* row, std::size_t columns, const QuantisedRow* inputs, float* out) {
        static constexpr std::byte kNothing[Block::kBytes] = {};
        Floats sums[N];
        for (Floats& sum : sums)
            sum = zeroFloats();
        const std::size_t blocks = columns / QuantisedRows::kBlock;
        for (std::size_t b = 0; b < blocks; b += 2) {
            const std::byte* first = row + b * Block::kBytes;
            const std::byte* second = b + 1 < blocks ? first + Block::kBytes : kNothing;
            const Codes codes = Block::codes(first, second);
            const float low = fromHalf(first);
            const float high = fromHalf(second);
            for (int i = 0; i < N; ++i) {
                const auto products =
                    Block::dot(codes, loadCodes(inputs[i].codes + b * QuantisedRows::kBlock));
                const float* scales = inputs[i].blockScales + b;
                addScaled(sums[i], products, spreadTwo(low * scales[0], high * scales[1]));
            }
        }
        for (int i = 0; i < N; ++i)
            out[i] = sumOf(sums[i]);
    }
};

/// The 6-bit scales and minima of a Q4_K or Q5_K super-block, as they are packed into 12 bytes.
struct PackedScales {
    Eight scales, minima;

    explicit PackedScales(const std::byte* packed) {
        std::uint32_t words[3];
        __builtin_memcpy(words, packed, sizeof words);
        const std::uint32_t scaleWords[2] = {words[0] & 0x3f3f3f3fU,
                                             (words[2] & 0x0f0f0f0fU) | (words[0] >> 2 & 0x30303030U)};
        const std::uint32_t minimumWords[2] = {words[1] & 0x3f3f3f3fU,
                                               (words[2] >> 4 & 0x0f0f0f0fU) | (words[1] >> 2 & 0x30303030U)};
        scales = widen(scaleWords);
        minima = widen(minimumWords);
    }
    static Eight widen(const std::uint32_t* words) {
        float wide[8];
        widenBytes(words, wide);
        return eight(wide);
    }
};

/// Q4_K: half scale and minimum factors, packed scales, 128 bytes of nibbles: the low ones of 32 bytes are a
/// block of 32, the high ones the next.
struct SuperBlockQ4_K {
    static constexpr std::size_t kBytes = 144;
    static Codes codes(const std::byte* block, int step) { return nibbles(block + 16 + 32 * step); }
};

/// Q5_K: as Q4_K, with the fifth bits in 32 bytes before the nibbles, bit b for the b-th block of 32.
struct SuperBlockQ5_K {
    static constexpr std::size_t kBytes = 176;
    static Codes codes(const std::byte* block, int step) {
        return orCodes(nibbles(block + 48 + 32 * step), bitsAbove<1>(block + 16, 2 * step, 2 * step + 1));
    }
};

/// Super-blocks of 256 in blocks of 32, each with a scale and a minimum: value = scale · code − minimum.
template <class SuperBlock>
struct MinimumRow {
    template <int N>
    static void dot(const std::byte* row, std::size_t columns, const QuantisedRow* inputs, float* out) {
        Floats sums[N];
        Eight minimumSums[N];
        for (int i = 0; i < N; ++i) {
            sums[i] = zeroFloats();
            minimumSums[i] = Eight{};
        }
        for (std::size_t at = 0; at < columns; at += 256, row += SuperBlock::kBytes) {
            const PackedScales packed(row + 4);
            const Eight scales = packed.scales * fromHalf(row);
            const Eight minima = packed.minima * fromHalf(row + 2);
            float inputScales[N][8];
            for (int i = 0; i < N; ++i) {
                *reinterpret_cast<Eight*>(inputScales[i]) = scales * eight(inputs[i].blockScales + at / 32);
                minimumSums[i] += minima * eight(inputs[i].blockSums + at / 32);
            }
            for (int step = 0; step < 4; ++step) {
                const Codes codes = SuperBlock::codes(row, step);
                for (int i = 0; i < N; ++i) {
                    const auto products = dotUnsigned(
                        codes, loadCodes(inputs[i].codes + at + 64 * static_cast<std::size_t>(step)));
                    addScaled(sums[i], products,
                              spreadTwo(inputScales[i][2 * step], inputScales[i][2 * step + 1]));
                }
            }
        }
        for (int i = 0; i < N; ++i)
            out[i] = sumOf(sums[i]) - sumOfEight(minimumSums[i]);
    }
};

/// Q6_K: 128 bytes of low nibbles, 64 of upper bit pairs, 16 signed scales of blocks of 16, a half factor; 32
/// is taken from each code. Of each half super-block, 64 bytes hold low nibbles of values 0 … 63 and high
/// ones of 64 … 127.
struct Row6 {
    static constexpr std::size_t kBytes = 210;

    static Codes codes(const std::byte* block, int step) {
        const int half = step / 2;
        const std::byte* low = block + 64 * half;
        const std::byte* upper = block + 128 + 32 * half;
        const Codes packed = joinCodes(low, low + 32);
        return step % 2 == 0 ? orCodes(lowNibbles(packed), bitsAbove<2>(upper, 0, 2))
                             : orCodes(highNibbles(packed), bitsAbove<2>(upper, 4, 6));
    }

    template <int N>
    static void dot(const std::byte* row, std::size_t columns, const QuantisedRow* inputs, float* out) {
        Floats sums[N];
        for (Floats& sum : sums)
            sum = zeroFloats();
        for (std::size_t at = 0; at < columns; at += 256, row += kBytes) {
            const float factor = fromHalf(row + 208);
            float scales[16];
            for (int k = 0; k < 16; ++k)
                scales[k] = factor * static_cast<float>(static_cast<std::int8_t>(row[192 + k]));
            float inputScales[N][16];
            for (int i = 0; i < N; ++i)
                for (std::size_t k = 0; k < 16; ++k)
                    inputScales[i][k] = scales[k] * inputs[i].halfScales[at / 16 + k];
            for (int step = 0; step < 4; ++step) {
                const Codes weights = codes(row, step);
                for (int i = 0; i < N; ++i) {
                    const auto products = dotOffset(
                        weights, 32, loadCodes(inputs[i].codes + at + 64 * static_cast<std::size_t>(step)));
                    addScaled(sums[i], products, spreadFour(inputScales[i] + 4 * step));
                }
            }
        }
        for (int i = 0; i < N; ++i)
            out[i] = sumOf(sums[i]);
    }
};

template <class Row, int N>
void dotRows(const WeightRows& weights, const QuantisedRow* inputs, float* out, std::size_t outStride) {
    for (int r = 0; r < weights.rows; ++r) {
        float products[N];
        Row::template dot<N>(weights.data + static_cast<std::size_t>(r) * weights.rowBytes, weights.columns,
                             inputs, products);
        for (int i = 0; i < N; ++i)
            out[static_cast<std::size_t>(i) * outStride + static_cast<std::size_t>(r)] = products[i];
    }
}

/// The number of inputs is known to the compiler, so that the sums stay in registers.
template <class Row>
void blockDot(const WeightRows& weights, const QuantisedRow* inputs, int count, float* out,
              std::size_t outStride) {
    switch (count) {
    case 1:
        return dotRows<Row, 1>(weights, inputs, out, outStride);
    case 2:
        return dotRows<Row, 2>(weights, inputs, out, outStride);
    case 3:
        return dotRows<Row, 3>(weights, inputs, out, outStride);
    default:
        return dotRows<Row, 4>(weights, inputs, out, outStride);
    }
}

constexpr BlockDots kDots{blockDot<SimpleRow<BlockQ8_0>>, blockDot<SimpleRow<BlockQ4_0>>,
                          blockDot<MinimumRow<SuperBlockQ4_K>>, blockDot<MinimumRow<SuperBlockQ5_K>>,
                          blockDot<Row6>};

} // namespace
} // namespace plm::cpu
