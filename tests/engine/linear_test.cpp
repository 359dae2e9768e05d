// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/linear.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace {

using namespace plm;
using namespace plm::cpu;

/// Random blocks of any format: random bytes with their scales made harmless by going through halves of
/// modest size.
struct RandomMatrix {
    std::vector<std::byte> bytes;
    Matrix matrix;
};

bool allFinite(const std::vector<float>& values) {
    for (const float value : values)
        if (!std::isfinite(value) || std::fabs(value) > 1e4F)
            return false;
    return true;
}

RandomMatrix makeMatrix(const quant::Format& format, int rows, int columns, unsigned seed) {
    std::mt19937 random(seed);
    RandomMatrix result;
    const std::size_t blocks =
        static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns) / format.blockValues;
    std::vector<std::byte> block(format.blockBytes);
    std::vector<float> values(format.blockValues);
    for (std::size_t i = 0; i < blocks; ++i) {
        do {
            for (std::byte& byte : block)
                byte = static_cast<std::byte>(random());
            format.decode(block.data(), values.data(), values.size());
        } while (!allFinite(values));
        result.bytes.insert(result.bytes.end(), block.begin(), block.end());
    }
    result.matrix = {&format, rows, columns, result.bytes.data()};
    return result;
}

Rows makeInputs(int count, int columns, bool sparse, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    Rows rows;
    rows.shape(count, columns);
    for (int i = 0; i < count; ++i)
        for (int c = 0; c < columns; ++c)
            rows.row(i)[c] = sparse && (c / 64 + i) % 3 != 0 ? 0.0F : normal(random);
    return rows;
}

std::vector<float> multiply(const Kernels& kernels, const Matrix& matrix, const ConstRows& inputs,
                            const ActiveGroups* active = nullptr) {
    std::vector<float> out(static_cast<std::size_t>(inputs.rows) * static_cast<std::size_t>(matrix.rows));
    Multiplier(kernels).multiply(matrix, 0, matrix.rows, inputs,
                                 {out.data(), static_cast<std::size_t>(matrix.rows)}, active);
    return out;
}

std::string formatName(const testing::TestParamInfo<quant::Format>& format) {
    return std::string(format.param.name);
}

class EveryFormat : public testing::TestWithParam<quant::Format> {};
INSTANTIATE_TEST_SUITE_P(Formats, EveryFormat,
                         testing::ValuesIn(quant::formats().begin(), quant::formats().end()), formatName);

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
            const Rows inputs = makeInputs(count, m.matrix.columns, false, 2);
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
    const Rows inputs = makeInputs(9, m.matrix.columns, false, 4);
    for (const Kernels* kernels : usableKernels()) {
        const std::vector<float> all = multiply(*kernels, m.matrix, inputs.view());
        for (int i = 0; i < 9; ++i) {
            const std::vector<float> one = multiply(*kernels, m.matrix, inputs.view().from(i, 1));
            EXPECT_EQ(std::memcmp(one.data(), all.data() + i * kRows, sizeof(float) * kRows), 0)
                << kernels->name;
        }
    }
}

TEST_P(EveryFormat, SkippingZerosChangesNothing) {
    const RandomMatrix m = makeMatrix(GetParam(), kRows, columnsFor(GetParam()), 5);
    for (const int count : {1, 2, 4}) {
        const Rows inputs = makeInputs(count, m.matrix.columns, true, 6);
        ActiveGroups active;
        active.find(inputs.view(), inputs.columns());
        for (const Kernels* kernels : usableKernels())
            EXPECT_EQ(multiply(*kernels, m.matrix, inputs.view()),
                      multiply(*kernels, m.matrix, inputs.view(), &active))
                << kernels->name;
    }
}

TEST(ActiveGroups, KnowsWhichGroupsAreZero) {
    Rows inputs;
    inputs.shape(2, 100);
    std::fill(inputs.row(0), inputs.row(0) + 2 * inputs.stride(), 0.0F);
    inputs.row(1)[40] = -0.5F;
    ActiveGroups active;
    active.find(inputs.view(), 100);
    EXPECT_FALSE(active.any(0, 32));
    EXPECT_TRUE(active.any(32, 64));
    EXPECT_TRUE(active.any(0, 100));
    EXPECT_FALSE(active.any(64, 100));
}

} // namespace
