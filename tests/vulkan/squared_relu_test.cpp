// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// squared_relu.comp: squares of what is above zero, and which neurons that are for any token of a tile.
#include "float_sums.h"
#include "padded_rows.h"
#include "sample_inputs.h"
#include "shader_test.h"
#include "step_numbers.h"
#include "vulkan/device_layout.h"

#include <cmath>
#include <set>

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

struct ReluShape {
    std::uint32_t width, tokens;
    bool listsAll = false;
    std::uint32_t firstCount = 0;

    [[nodiscard]] std::uint32_t tile() const { return tileFor(std::min(tokens, kMostAlike)); }
    [[nodiscard]] std::uint32_t tiles() const { return groupsFor(tokens, tile()); }
    [[nodiscard]] std::uint32_t shares() const { return groupsFor(width, kShareNeurons); }
};

/// What is told of a share of a tile.
struct PlainShare {
    std::vector<std::uint32_t> listed; ///< in order
    std::uint32_t groups = 0, firing = 0;
};

/// Of a square below what floats hold in full the device decides whether it is zero: `squares` are its own.
PlainShare shareOf(const ReluShape& shape, std::span<const float> squares, std::uint32_t tile,
                   std::uint32_t share) {
    PlainShare plain;
    std::set<std::uint32_t> groups;
    const std::uint32_t endOfTokens = std::min((tile + 1) * shape.tile(), shape.tokens);
    const std::uint32_t end = std::min((share + 1) * kShareNeurons, shape.width);
    for (std::uint32_t neuron = share * kShareNeurons; neuron < end; ++neuron) {
        std::uint32_t firing = 0;
        for (std::uint32_t token = tile * shape.tile(); token < endOfTokens; ++token)
            firing += squares[std::size_t{token} * strideOf(shape.width) + neuron] > 0 ? 1 : 0;
        plain.firing += firing;
        if (firing == 0 && !shape.listsAll)
            continue;
        plain.listed.push_back(neuron);
        groups.insert(neuron / 32);
    }
    plain.groups = static_cast<std::uint32_t>(groups.size());
    return plain;
}

class SquaredReluTest : public ShaderTest {
protected:
    /// Whether values, lists and counts are those of `neurons`, `width` a token.
    static void expectSquares(const ReluShape& shape, const std::vector<float>& neurons);
    static void expectLists(const ReluShape& shape, std::span<const float> squares, const Numbers& lists,
                            const Numbers& counts);
};

void SquaredReluTest::expectSquares(const ReluShape& shape, const std::vector<float>& neurons) {
    constexpr float kEnd = 7; // of rows: it is neither squared nor listed
    const Numbers values = numbers(padded(neurons, shape.width, kEnd));
    const std::size_t shares = std::size_t{shape.tiles()} * shape.shares();
    const Numbers lists = numbers(shares * kShareNeurons);
    const Numbers counts = numbers(kShareCounts * (shape.firstCount + shares));
    const Numbers step = numbers(stepWords(3, shape.listsAll));
    const std::uint32_t constants[] = {shape.tile()};
    run(kSquaredRelu, constants, ReluArguments{shape.width, shape.tokens, shape.firstCount},
        {shape.shares(), shape.tiles(), 1}, values, lists, counts, step);
    const std::uint32_t stride = strideOf(shape.width);
    Agreement agreement;
    for (std::uint32_t token = 0; token < shape.tokens; ++token)
        for (std::uint32_t i = 0; i < stride; ++i) {
            float expected = kEnd;
            if (i < shape.width) {
                const float value = neurons[std::size_t{token} * shape.width + i];
                expected = value > 0 ? value * value : 0; // rounded once, as the device has to
            }
            agreement.add(static_cast<double>(values.floats()[std::size_t{token} * stride + i]),
                          static_cast<double>(expected), expected < FLT_MIN ? kLeast : 0);
        }
    EXPECT_EQ(agreement.misses(), "") << shape.width << " neurons";
    expectLists(shape, values.floats(), lists, counts);
}

void SquaredReluTest::expectLists(const ReluShape& shape, std::span<const float> squares,
                                  const Numbers& lists, const Numbers& counts) {
    for (std::uint32_t i = 0; i < kShareCounts * shape.firstCount; ++i)
        ASSERT_EQ(counts.words()[i], Numbers::kUnwritten);
    for (std::uint32_t share = 0; share < shape.tiles() * shape.shares(); ++share) {
        const PlainShare plain = shareOf(shape, squares, share / shape.shares(), share % shape.shares());
        const auto count = counts.words().subspan(kShareCounts * (shape.firstCount + share), kShareCounts);
        ASSERT_EQ(count[0], plain.listed.size()) << "share " << share;
        EXPECT_EQ(count[1], plain.groups) << "share " << share;
        EXPECT_EQ(count[2], plain.firing) << "share " << share;
        const auto found = lists.words().subspan(std::size_t{share} * kShareNeurons, kShareNeurons);
        EXPECT_EQ(std::vector(found.begin(), found.begin() + count[0]), plain.listed) << "share " << share;
        EXPECT_TRUE(std::ranges::all_of(found.subspan(count[0]),
                                        [](std::uint32_t word) { return word == Numbers::kUnwritten; }))
            << "share " << share;
    }
}

TEST_F(SquaredReluTest, AgreesWithPlainSquares) {
    for (const std::uint32_t width : {1U, 99U, 255U, 256U, 257U, 8192U})
        for (const std::uint32_t tokens : {1U, 3U, 8U, 21U})
            for (const bool listsAll : {false, true})
                expectSquares({width, tokens, listsAll, width % 5},
                              sampleInputs(Inputs::Random, std::size_t{tokens} * width, 1));
}

/// Few of them, as in models whose neurons are mostly zero: a list is what some token of a tile has.
TEST_F(SquaredReluTest, ListsWhatAnyTokenOfATileHas) {
    for (const std::uint32_t tokens : {2U, 7U, 19U}) {
        constexpr std::uint32_t kWidth = 700;
        auto neurons = sampleInputs(Inputs::Random, std::size_t{tokens} * kWidth, 2);
        for (float& neuron : neurons)
            neuron -= 2;
        expectSquares({kWidth, tokens}, neurons);
        expectSquares({kWidth, tokens, true}, neurons);
    }
}

/// All, none, and one alone in every place of a share.
TEST_F(SquaredReluTest, ListsAllNoneAndOne) {
    constexpr std::uint32_t kWidth = 300;
    for (const bool listsAll : {false, true}) {
        for (const float all : {2.0F, -2.0F, 0.0F, -0.0F})
            expectSquares({kWidth, 2, listsAll}, std::vector<float>(std::size_t{2} * kWidth, all));
        for (std::uint32_t neuron = 0; neuron < kWidth; neuron += 7) {
            std::vector<float> one(kWidth, -1.0F);
            one[neuron] = 1;
            expectSquares({kWidth, 1, listsAll}, one);
        }
        std::vector<float> one(std::size_t{kWidth} * kWidth, -1.0F); // a token for each
        for (std::size_t i = 0; i < kWidth; ++i)
            one[i * kWidth + i] = 1;
        expectSquares({kWidth, kWidth, listsAll}, one);
    }
}

/// Squares that are zero, denormal, as large as floats hold, and infinite.
TEST_F(SquaredReluTest, AgreesForUnusualNumbers) {
    const std::vector<float> neurons{1e-30F,  1e-22F,   1.1e-19F, 1e-40F,    FLT_MIN,  1.8e19F,  1.9e19F,
                                     FLT_MAX, -FLT_MAX, INFINITY, -INFINITY, 0x1p-63F, 0x1p-64F, 3.0F};
    for (const bool listsAll : {false, true})
        expectSquares({static_cast<std::uint32_t>(neurons.size()), 1, listsAll}, neurons);
    for (const Inputs kind : kUnusualInputs)
        expectSquares({600, 2}, sampleInputs(kind, 1200, 2));
}

} // namespace
