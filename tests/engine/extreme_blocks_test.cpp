// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "block_samples.h"
#include "cpu/linear.h"
#include "own_layout.h"
#include "quantised_inputs.h"

#include <array>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <string>
#include <vector>

/// Blocks and activations that a model seldom has, where an instruction set's integer kernels would overflow,
/// saturate or take a sign for a number: against plain sums in double precision, for every instruction set.
namespace {

using namespace plm;
using namespace plm::cpu;
using plm::test::quantise;

constexpr int kRowLength = 512;
constexpr std::array<std::uint16_t, 5> kHalves{0x7bff, 0xfbff, 0x3c00, 0x0001,
                                               0x0000}; // ±65504, 1, the smallest, 0
// Codes at both ends: −128 and 127 of Q8_0, 0 and 15 of nibbles, alone and in turns.
constexpr std::array<std::array<unsigned, 2>, 8> kFills{{{0x00, 0x00},
                                                         {0xff, 0xff},
                                                         {0x80, 0x80},
                                                         {0x7f, 0x7f},
                                                         {0x80, 0x7f},
                                                         {0x0f, 0xf0},
                                                         {0xf0, 0x0f},
                                                         {0x81, 0x80}}};
// More than any instruction set takes together, and an odd number.
constexpr int kMany = 19;

/// A row for each pair of a half and a filling of everything else.
std::vector<std::byte> extremeRows(const quant::Format& format) {
    std::vector<std::byte> rows;
    for (const std::uint16_t half : kHalves)
        for (const auto& fill : kFills) {
            std::vector<std::byte> block(format.blockBytes);
            for (std::size_t at = 0; at < block.size(); ++at)
                block[at] = static_cast<std::byte>(fill[at % 2]);
            test::setFactors(format, block.data(), half);
            for (std::size_t b = 0; b < kRowLength / format.blockValues; ++b)
                rows.insert(rows.end(), block.begin(), block.end());
        }
    return rows;
}

/// All at one end, in turns, zeros, denormals, the smallest that are not, one giant among ones.
float extremeInput(int kind, int column) {
    switch (kind % 8) {
    case 0:
        return 5;
    case 1:
        return -5;
    case 2:
        return column % 2 == 0 ? 5.0F : -5.0F;
    case 3:
        return 0;
    case 4:
        return column % 3 == 0 ? 1e-41F : -1e-42F;
    case 5:
        return 1.2e-38F;
    case 6:
        return column % 32 == 7 ? -1e20F : 1.0F;
    default:
        return static_cast<float>(column % 255 - 127);
    }
}

Rows extremeInputs(int count) {
    Rows inputs;
    inputs.shape(count, kRowLength);
    for (int i = 0; i < count; ++i)
        for (int c = 0; c < kRowLength; ++c)
            inputs.row(i)[c] = extremeInput(i, c);
    return inputs;
}

void expectProduct(float product, const std::vector<float>& weights, const QuantisedBlock* input) {
    double expected = 0;
    double size = 0;
    for (std::size_t c = 0; c < weights.size(); ++c) {
        const double term = static_cast<double>(weights[c]) *
                            static_cast<double>(input[c / 32].codes[c % 32]) *
                            static_cast<double>(input[c / 32].scale);
        expected += term;
        size += std::fabs(term);
    }
    EXPECT_NEAR(product, expected, 4e-6 * size + 1e-30);
}

class ExtremeBlocks : public testing::TestWithParam<quant::Format> {};
INSTANTIATE_TEST_SUITE_P(Formats, ExtremeBlocks, testing::ValuesIn(test::formatsWithCodes()),
                         [](const auto& format) { return std::string(format.param.name); });

TEST_P(ExtremeBlocks, ProductsAreExact) {
    const quant::Format& format = GetParam();
    const std::vector<std::byte> bytes = extremeRows(format);
    const Matrix matrix{&format, static_cast<int>(kHalves.size() * kFills.size()), kRowLength, bytes.data()};
    ThreadPool pool(1);
    const test::Own<Tiles> tiles(matrix, pool);
    for (const Kernels* kernels : usableKernels()) {
        for (const int count : {1, 8, kMany}) {
            const QuantisedRows inputs = quantise(*kernels, extremeInputs(count));
            std::vector<float> out(static_cast<std::size_t>(count * matrix.rows));
            Multiplier(*kernels).multiply(tiles, 0, tiles.count(), inputs.all(),
                                          {out.data(), static_cast<std::size_t>(matrix.rows)});
            std::vector<float> weights(kRowLength);
            for (int r = 0; r < matrix.rows; ++r) {
                format.decode(matrix.row(r), weights.data(), weights.size());
                for (int i = 0; i < count; ++i) {
                    SCOPED_TRACE(std::string(kernels->name) + ", row " + std::to_string(r) + ", input " +
                                 std::to_string(i) + " of " + std::to_string(count));
                    expectProduct(out[static_cast<std::size_t>(i * matrix.rows + r)], weights, inputs.row(i));
                }
            }
        }
    }
}

TEST(ExtremeActivations, AreRoundedToCodesFromMinus127) {
    const Rows inputs = extremeInputs(8);
    for (const Kernels* kernels : usableKernels()) {
        const QuantisedRows quantised = quantise(*kernels, inputs);
        for (int i = 0; i < 8; ++i) {
            for (std::size_t b = 0; b < kRowLength / 32; ++b) {
                const QuantisedBlock& block = quantised.row(i)[b];
                int sums[2] = {};
                for (std::size_t c = 0; c < 32; ++c) {
                    const int code = block.codes[c];
                    EXPECT_GE(code, -127) << kernels->name << " input " << i;
                    sums[c / 16] += code;
                    const float error = block.scale * static_cast<float>(code) - inputs.row(i)[b * 32 + c];
                    EXPECT_LE(std::fabs(error), 0.501F * block.scale + 1e-36F)
                        << kernels->name << " input " << i << " value " << c;
                }
                EXPECT_EQ(block.firstStart, -8 * sums[0]) << kernels->name << " input " << i;
                EXPECT_EQ(block.start, -8 * (sums[0] + sums[1])) << kernels->name << " input " << i;
                EXPECT_EQ(block.sum, block.scale * static_cast<float>(sums[0] + sums[1]));
            }
        }
    }
}

} // namespace
