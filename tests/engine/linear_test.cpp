// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "block_samples.h"
#include "cpu/layout/key_rows.h"
#include "cpu/linear.h"
#include "own_layout.h"
#include "quantised_inputs.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace {

using namespace plm;
using namespace plm::cpu;
using plm::test::quantise;

struct RandomMatrix {
    std::vector<std::byte> bytes;
    Matrix matrix;
};

RandomMatrix makeMatrix(const quant::Format& format, int rows, int columns, unsigned seed) {
    RandomMatrix result;
    result.bytes =
        test::randomBlocks(format, static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns), seed);
    result.matrix = {&format, rows, columns, result.bytes.data()};
    return result;
}

Rows makeInputs(int count, int columns, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    Rows rows;
    rows.shape(count, columns);
    for (int i = 0; i < count; ++i)
        for (int c = 0; c < columns; ++c)
            rows.row(i)[c] = normal(random);
    return rows;
}

std::vector<float> multiply(const Kernels& kernels, const Matrix& matrix, const ConstRows& inputs) {
    std::vector<float> out(static_cast<std::size_t>(inputs.rows) * static_cast<std::size_t>(matrix.rows));
    Multiplier(kernels).multiply(matrix, 0, matrix.rows, inputs,
                                 {out.data(), static_cast<std::size_t>(matrix.rows)});
    return out;
}

class EveryFormat : public testing::TestWithParam<quant::Format> {};
INSTANTIATE_TEST_SUITE_P(Formats, EveryFormat,
                         testing::ValuesIn(quant::formats().begin(), quant::formats().end()),
                         test::formatName);

constexpr int kRows = 37;
// With blocks of 256, 32 and 1: more than one piece, with a rest; for the float formats not a multiple of the
// padding.
int columnsFor(const quant::Format& format) {
    return format.blockValues == 256 ? 768 : format.blockValues == 32 ? 352 : 331;
}

TEST_P(EveryFormat, AgreesWithPlainLoops) {
    const RandomMatrix m = makeMatrix(GetParam(), kRows, columnsFor(GetParam()), 1);
    for (const Kernels* kernels : usableKernels())
        for (const int count : {1, 3, 4, 5, 19}) {
            const Rows inputs = makeInputs(count, m.matrix.columns, 2);
            const std::vector<float> out = multiply(*kernels, m.matrix, inputs.view());
            std::vector<float> row(static_cast<std::size_t>(m.matrix.columns));
            for (int r = 0; r < kRows; ++r) {
                GetParam().decode(m.matrix.row(r), row.data(), row.size());
                for (int i = 0; i < count; ++i) {
                    double expected = 0;
                    double size = 0;
                    for (std::size_t c = 0; c < row.size(); ++c) {
                        const double product =
                            static_cast<double>(row[c]) * static_cast<double>(inputs.row(i)[c]);
                        expected += product;
                        size += std::fabs(product);
                    }
                    EXPECT_NEAR(out[static_cast<std::size_t>(i * kRows + r)], expected, 1e-6 * size)
                        << kernels->name << " row " << r << " of " << count;
                }
            }
        }
}

TEST_P(EveryFormat, OneInputOrManyGiveTheSameBits) {
    const RandomMatrix m = makeMatrix(GetParam(), kRows, columnsFor(GetParam()), 3);
    const Rows inputs = makeInputs(9, m.matrix.columns, 4);
    for (const Kernels* kernels : usableKernels()) {
        const std::vector<float> all = multiply(*kernels, m.matrix, inputs.view());
        for (int i = 0; i < 9; ++i) {
            const std::vector<float> one = multiply(*kernels, m.matrix, inputs.view().from(i, 1));
            EXPECT_EQ(std::memcmp(one.data(), all.data() + i * kRows, sizeof(float) * kRows), 0)
                << kernels->name;
        }
    }
}

/// The formats that have integer kernels.
class IntegerFormat : public testing::TestWithParam<quant::Format> {};
INSTANTIATE_TEST_SUITE_P(Formats, IntegerFormat, testing::ValuesIn(test::formatsWithCodes()),
                         test::formatName);

/// Activations as the integer kernels see them.
std::vector<double> roundedInput(const QuantisedBlock* input, std::size_t columns) {
    std::vector<double> values(columns);
    for (std::size_t c = 0; c < columns; ++c)
        values[c] =
            static_cast<double>(input[c / 32].scale) * static_cast<double>(input[c / 32].codes[c % 32]);
    return values;
}

std::vector<float> multiply(const Kernels& kernels, const Matrix& matrix, const QuantisedRows& inputs) {
    std::vector<float> out(static_cast<std::size_t>(inputs.rows()) * static_cast<std::size_t>(matrix.rows));
    ThreadPool pool(1);
    const test::Own<Tiles> tiles(matrix, pool);
    Multiplier(kernels).multiply(tiles, 0, tiles.count(), inputs.all(),
                                 {out.data(), static_cast<std::size_t>(matrix.rows)});
    return out;
}

/// Integer products are exact: only the sums of blocks round.
void expectProducts(const Kernels& kernels, const Matrix& matrix, const Rows& inputs) {
    const QuantisedRows quantised = quantise(kernels, inputs);
    const std::vector<float> out = multiply(kernels, matrix, quantised);
    std::vector<float> row(static_cast<std::size_t>(matrix.columns));
    for (int r = 0; r < matrix.rows; ++r) {
        matrix.format->decode(matrix.row(r), row.data(), row.size());
        for (int i = 0; i < inputs.rows(); ++i) {
            const std::vector<double> rounded = roundedInput(quantised.row(i), row.size());
            double expected = 0;
            double size = 0;
            for (std::size_t c = 0; c < row.size(); ++c) {
                expected += static_cast<double>(row[c]) * rounded[c];
                size += std::fabs(static_cast<double>(row[c]) * rounded[c]);
            }
            // Blocks with a minimum take a sum from a sum, each larger than their difference.
            EXPECT_NEAR(out[static_cast<std::size_t>(i * matrix.rows + r)], expected, 4e-6 * size + 1e-30)
                << kernels.name << " row " << r << " input " << i;
        }
    }
}

TEST_P(IntegerFormat, IntegerProductsAreThoseOfTheRoundedInputs) {
    const int columns = GetParam().blockValues == 256 ? 768 : 352; // an odd number of blocks of 32
    const RandomMatrix m = makeMatrix(GetParam(), kRows, columns, 7);
    for (const Kernels* kernels : usableKernels())
        for (const int count : {1, 3, 4, 6, 17, 29})
            expectProducts(*kernels, m.matrix, makeInputs(count, columns, 8));
}

/// All codes at their ends against inputs at theirs, where sums of 16 bits would overflow.
TEST_P(IntegerFormat, IntegerProductsOfExtremeCodes) {
    const int columns = 512;
    const quant::Format& format = GetParam();
    RandomMatrix m = makeMatrix(format, 6, columns, 9);
    const unsigned fills[] = {0x00, 0x7f, 0x80, 0xff, 0x88, 0x0f};
    for (std::size_t row = 0; row < 6; ++row)
        for (std::size_t at = row * m.matrix.rowBytes(); at < (row + 1) * m.matrix.rowBytes(); ++at)
            m.bytes[at] = static_cast<std::byte>(fills[row]);
    std::vector<float> decoded(512);
    Rows inputs;
    inputs.shape(3, columns);
    for (int c = 0; c < columns; ++c) {
        inputs.row(0)[c] = 5;
        inputs.row(1)[c] = -5;
        inputs.row(2)[c] = 0;
    }
    for (int row = 0; row < 6; ++row) {
        format.decode(m.matrix.row(row), decoded.data(), decoded.size());
        for (const Kernels* kernels : usableKernels())
            if (test::isModest(decoded))
                expectProducts(*kernels, m.matrix.slice(row, 1), inputs);
    }
}

TEST_P(IntegerFormat, IntegerProductsDoNotDependOnTheBatch) {
    const int columns = GetParam().blockValues == 256 ? 1024 : 352;
    const RandomMatrix m = makeMatrix(GetParam(), kRows, columns, 10);
    const Rows inputs = makeInputs(23, columns, 11);
    for (const Kernels* kernels : usableKernels()) {
        const std::vector<float> all = multiply(*kernels, m.matrix, quantise(*kernels, inputs));
        for (int i = 0; i < 23; ++i) {
            Rows one;
            one.shape(1, columns);
            std::copy(inputs.row(i), inputs.row(i) + columns, one.row(0));
            const std::vector<float> alone = multiply(*kernels, m.matrix, quantise(*kernels, one));
            EXPECT_EQ(std::memcmp(alone.data(), all.data() + i * kRows, sizeof(float) * kRows), 0)
                << kernels->name;
        }
    }
}

/// A NaN or an infinity for any row's scale is found, and a matrix without one passes.
TEST_P(IntegerFormat, ScalesThatAreNoNumbersAreFound) {
    const quant::Format& format = GetParam();
    RandomMatrix m = makeMatrix(format, kRows, 512, 13);
    ThreadPool pool(2);
    for (std::size_t block = 0; block < m.bytes.size() / format.blockBytes; ++block)
        test::setFactors(format, m.bytes.data() + block * format.blockBytes, 0x3c00);
    std::vector<std::byte> tiles(Tiles::bytesFor(m.matrix));
    EXPECT_TRUE(Tiles::layOut(m.matrix, tiles.data(), pool));
    for (const std::uint16_t half : {0x7c00, 0xfc00, 0x7e01}) {
        RandomMatrix spoilt = m;
        spoilt.matrix.data = spoilt.bytes.data();
        test::setFactors(format, spoilt.bytes.data() + spoilt.bytes.size() - format.blockBytes, half);
        tiles.assign(tiles.size(), std::byte{0});
        EXPECT_FALSE(Tiles::layOut(spoilt.matrix, tiles.data(), pool)) << half;
    }
}

/// Absorbed queries: Σ query[i] · row i of a head's keys.
TEST_P(IntegerFormat, AbsorbedQueriesAreSumsOfKeyRows) {
    HyperParameters hyper;
    hyper.heads = 2;
    hyper.noPositionWidth = 5;
    hyper.valueWidth = 3;
    const int columns = GetParam().blockValues == 256 ? 768 : 416; // more than a vector of blocks
    const RandomMatrix m = makeMatrix(GetParam(), 16, columns, 14);
    const Rows query = makeInputs(1, 5, 15);
    ThreadPool pool(2);
    const test::Own<KeyRows, HyperParameters> keys(m.matrix, hyper, pool);
    std::vector<float> row(static_cast<std::size_t>(columns));
    for (const Kernels* kernels : usableKernels())
        for (int head = 0; head < 2; ++head) {
            std::vector<double> expected(row.size());
            std::vector<double> size(row.size());
            for (int i = 0; i < 5; ++i) {
                GetParam().decode(m.matrix.row(head * 8 + i), row.data(), row.size());
                for (std::size_t c = 0; c < row.size(); ++c) {
                    const double term = static_cast<double>(query.row(0)[i]) * static_cast<double>(row[c]);
                    expected[c] += term;
                    size[c] += std::fabs(term);
                }
            }
            std::vector<float> out(row.size());
            kernels->absorb(keys.head(head), query.row(0), out.data());
            for (std::size_t c = 0; c < row.size(); ++c)
                EXPECT_NEAR(out[c], expected[c], 1e-5 * size[c] + 1e-30) << kernels->name << " column " << c;
        }
}

TEST(QuantisedRows, RoundToTheNearestOf255Steps) {
    for (const Kernels* kernels : usableKernels()) {
        Rows inputs = makeInputs(3, 100, 12);
        inputs.row(1)[40] = 1e30F;
        inputs.row(2)[70] = 1e-42F; // a denormal
        const QuantisedRows quantised = quantise(*kernels, inputs);
        for (int i = 0; i < 3; ++i)
            for (std::size_t c = 0; c < 100; ++c) {
                const QuantisedBlock& block = quantised.row(i)[c / 32];
                EXPECT_LE(std::fabs(block.scale * static_cast<float>(block.codes[c % 32]) - inputs.row(i)[c]),
                          0.501F * block.scale + 1e-40F);
            }
        const QuantisedBlock& first = *quantised.row(0);
        float sum = 0;
        for (const std::int8_t code : first.codes)
            sum += first.scale * static_cast<float>(code);
        EXPECT_NEAR(first.sum, sum, 1e-3);
    }
}

} // namespace
