// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_samples.h"
#include "cpu/kernels/kernels.h"
#include "cpu/layout/neuron_major.h"
#include "cpu/rows.h"
#include "own_layout.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace {

using namespace plm;
using namespace plm::cpu;
using plm::test::randomBlocks;

std::vector<quant::Format> formatsByNeuron() {
    std::vector<quant::Format> found = test::formatsWithCodes();
    for (const quant::Format& format : quant::formats())
        if (format.isFloat())
            found.push_back(format);
    return found;
}

class NeuronFormat : public testing::TestWithParam<quant::Format> {};
INSTANTIATE_TEST_SUITE_P(Formats, NeuronFormat, testing::ValuesIn(formatsByNeuron()), test::formatName);

constexpr int kEmbedding = 300; // two whole slices and a part
constexpr int kNeurons = 512;

/// Squared-ReLU activations of some tokens: a share of the neurons active, some groups not at all.
struct Tokens {
    Tokens(const Kernels& kernels, int count, double share, unsigned seed) {
        std::mt19937 random(seed);
        std::normal_distribution<float> normal;
        values.shape(count, kNeurons);
        masks.resize(static_cast<std::size_t>(count) * kNeurons / 32);
        for (int t = 0; t < count; ++t) {
            for (int i = 0; i < kNeurons; ++i) {
                const bool active =
                    (i / 32 + t) % 4 != 0 && std::uniform_real_distribution<>()(random) < share;
                values.row(t)[i] = active ? std::fabs(normal(random)) : -1.0F;
            }
            kernels.squaredRelu(values.row(t), kNeurons / 32, masks.data() + t * kNeurons / 32);
            views.push_back({values.row(t), masks.data() + t * kNeurons / 32});
        }
    }
    Rows values;
    std::vector<std::uint32_t> masks;
    std::vector<ActiveNeurons> views;
};

std::vector<float> products(const Kernels& kernels, const NeuronMajor& down, const ActiveNeurons* tokens,
                            int count) {
    std::vector<float> out(static_cast<std::size_t>(count * kEmbedding));
    for (int slice = 0; slice < down.slices(); ++slice) {
        std::vector<float> sums(static_cast<std::size_t>(count * kSliceRows));
        kernels.addNeurons(down.layout(), down.slice(slice), down.groups(), tokens, count, sums.data());
        for (int t = 0; t < count; ++t)
            for (int r = 0; r < std::min(kSliceRows, kEmbedding - slice * kSliceRows); ++r)
                out[static_cast<std::size_t>(t * kEmbedding + slice * kSliceRows + r)] =
                    sums[static_cast<std::size_t>(t * kSliceRows + r)];
    }
    return out;
}

/// Products in double, and the sums of their terms' sizes.
struct Expected {
    Expected(const Matrix& matrix, const Rows& values) {
        std::vector<float> row(kNeurons);
        for (int r = 0; r < kEmbedding; ++r) {
            matrix.format->decode(matrix.row(r), row.data(), row.size());
            for (int t = 0; t < values.rows(); ++t) {
                double& sum = sums.emplace_back();
                double& size = sizes.emplace_back();
                for (int i = 0; i < kNeurons; ++i) {
                    const double term = static_cast<double>(row[static_cast<std::size_t>(i)]) *
                                        static_cast<double>(values.row(t)[i]);
                    sum += term;
                    size += std::fabs(term);
                }
            }
        }
    }
    std::vector<double> sums, sizes; // rows × tokens
};

TEST_P(NeuronFormat, AgreesWithTheRowsOfTheFile) {
    const auto bytes = randomBlocks(GetParam(), kEmbedding * kNeurons, 1);
    const Matrix matrix{&GetParam(), kEmbedding, kNeurons, bytes.data()};
    ThreadPool one(1);
    ThreadPool two(2);
    const test::Own<NeuronMajor> downs[] = {{matrix, one}, {matrix, two}};
    for (const int count : {1, 3, 9, 40}) {
        const Expected expected(matrix, Tokens(*usableKernels().front(), count, 0.2, 2).values);
        for (const Kernels* kernels : usableKernels())
            for (const NeuronMajor& down : downs) {
                const Tokens tokens(*kernels, count, 0.2, 2);
                const auto out = products(*kernels, down, tokens.views.data(), count);
                std::size_t at = 0;
                for (int r = 0; r < kEmbedding; ++r)
                    for (int t = 0; t < count; ++t, ++at)
                        EXPECT_NEAR(out[static_cast<std::size_t>(t * kEmbedding + r)], expected.sums[at],
                                    4e-6 * expected.sizes[at] + 1e-30)
                            << kernels->name << " row " << r << " token " << t;
            }
    }
}

TEST_P(NeuronFormat, NeitherTheBatchNorSkippingChangesABit) {
    const auto bytes = randomBlocks(GetParam(), kEmbedding * kNeurons, 3);
    ThreadPool pool(1);
    const test::Own<NeuronMajor> down({&GetParam(), kEmbedding, kNeurons, bytes.data()}, pool);
    for (const Kernels* kernels : usableKernels())
        for (const double share : {0.3, 0.7}) { // so many neurons that their codes are widened first
            Tokens tokens(*kernels, 6, share, 4);
            const auto together = products(*kernels, down, tokens.views.data(), 6);
            for (int t = 0; t < 6; ++t) {
                const auto alone = products(*kernels, down, &tokens.views[static_cast<std::size_t>(t)], 1);
                EXPECT_EQ(
                    std::memcmp(alone.data(), together.data() + t * kEmbedding, alone.size() * sizeof(float)),
                    0);
            }
            std::fill(tokens.masks.begin(), tokens.masks.end(), ~std::uint32_t{0});
            EXPECT_EQ(products(*kernels, down, tokens.views.data(), 6), together) << "zeros add nothing";
        }
}

TEST_P(NeuronFormat, OneCopyOfTheFilesSize) {
    const auto bytes = randomBlocks(GetParam(), 128 * kNeurons, 5);
    ThreadPool pool(1);
    const test::Own<NeuronMajor> down({&GetParam(), 128, kNeurons, bytes.data()}, pool);
    EXPECT_LT(down.bytes(), bytes.size() * 8 / 5) << "codes of five and six bits take a byte";
}

TEST_P(NeuronFormat, CountsTheBytesOfActiveNeurons) {
    const auto bytes = randomBlocks(GetParam(), kEmbedding * kNeurons, 6);
    ThreadPool pool(1);
    const test::Own<NeuronMajor> down({&GetParam(), kEmbedding, kNeurons, bytes.data()}, pool);
    std::vector<std::uint32_t> masks(down.groups(), ~std::uint32_t{0});
    EXPECT_EQ(down.bytesFor(masks), down.bytes());
    std::fill(masks.begin(), masks.end(), 0U);
    EXPECT_EQ(down.bytesFor(masks), 0U);
    masks.back() = 1;
    const std::size_t one = down.bytesFor(masks);
    masks.back() = 1U << 4 | 1U << 31;
    const quant::Format& format = GetParam();
    const std::size_t bits = format.isFloat() ? format.blockBytes * 8 : format.codes.bits == 4 ? 4 : 8;
    const std::size_t neuron = static_cast<std::size_t>(down.slices() * kSliceRows) * bits / 8;
    EXPECT_EQ(down.bytesFor(masks) - one, neuron) << "the group's scales are read either way";
    const std::size_t factors =
        format.isFloat() ? 0 : static_cast<std::size_t>(2 * down.slices() * kSliceRows);
    EXPECT_GE(one, neuron + factors) << "codes and factors";
    masks.front() = 1;
    EXPECT_GE(down.bytesFor(masks), one + 2 * neuron + factors) << "and those of another group";
}

TEST(NeuronNumbers, NeedNoWholeGroups) {
    constexpr int kOdd = 45;
    constexpr int kOddRows = 5;
    ThreadPool pool(1);
    for (const char* name : {"F16", "BF16", "F32"}) {
        const quant::Format& format = *quant::find(name);
        const auto bytes = randomBlocks(format, kOddRows * kOdd, 8);
        const Matrix matrix{&format, kOddRows, kOdd, bytes.data()};
        const test::Own<NeuronMajor> down(matrix, pool);
        ASSERT_EQ(down.groups(), 2U);
        std::vector<float> values(64);
        for (int i = 0; i < kOdd; ++i)
            values[static_cast<std::size_t>(i)] = static_cast<float>(i);
        const std::uint32_t all[] = {~0U, ~0U}; // as where zeros are not skipped
        const ActiveNeurons token{values.data(), all};
        for (const Kernels* kernels : usableKernels()) {
            std::vector<float> sums(kSliceRows);
            kernels->addNeurons(down.layout(), down.slice(0), down.groups(), &token, 1, sums.data());
            std::vector<float> row(kOdd);
            for (int r = 0; r < kOddRows; ++r) {
                format.decode(matrix.row(r), row.data(), row.size());
                double sum = 0;
                double size = 0;
                for (std::size_t i = 0; i < row.size(); ++i) {
                    sum += static_cast<double>(row[i]) * static_cast<double>(values[i]);
                    size += std::fabs(static_cast<double>(row[i]) * static_cast<double>(values[i]));
                }
                EXPECT_NEAR(sums[static_cast<std::size_t>(r)], sum, 4e-6 * size) << kernels->name << name;
            }
        }
    }
}

TEST(NeuronNumbers, MustBeNumbers) {
    const quant::Format& format = *quant::find("BF16");
    auto bytes = randomBlocks(format, 200 * 32, 9);
    const Matrix matrix{&format, 200, 32, bytes.data()};
    std::vector<std::byte> laidOut(NeuronMajor::bytesFor(matrix));
    ThreadPool pool(2);
    EXPECT_TRUE(NeuronMajor::layOut(matrix, laidOut.data(), pool));
    const std::uint16_t infinity = 0x7f80;
    std::memcpy(bytes.data() + 2 * 150 * 32, &infinity, sizeof infinity);
    EXPECT_FALSE(NeuronMajor::layOut(matrix, laidOut.data(), pool));
}

TEST(SquaredRelu, MasksTellWhatIsAboveZero) {
    for (const Kernels* kernels : usableKernels()) {
        std::vector<float> values(64, -2.0F);
        values[3] = 0.0F;
        values[7] = 3.0F;
        values[40] = 1e-30F; // its square is zero
        values[63] = 0.5F;
        std::uint32_t masks[2];
        kernels->squaredRelu(values.data(), 2, masks);
        EXPECT_EQ(masks[0], 1U << 7);
        EXPECT_EQ(masks[1], 1U << 31);
        EXPECT_EQ(values[7], 9.0F);
        EXPECT_EQ(values[0], 0.0F);
        EXPECT_EQ(values[63], 0.25F);
    }
}

} // namespace
