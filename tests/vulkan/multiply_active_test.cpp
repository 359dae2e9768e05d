// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// multiply_active.comp: what the neurons of a share that are listed for some tokens add to their residuals,
// by ffn_down in neuron order.
#include "float_sums.h"
#include "padded_rows.h"
#include "sample_inputs.h"
#include "sample_matrices.h"
#include "shader_test.h"

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

constexpr std::uint32_t kListRoom = kShareNeurons;

/// The neurons that are listed, a list a tile of tokens and share, as squared_relu.comp leaves them.
using NeuronLists = std::vector<std::vector<std::uint32_t>>;

struct ActiveShape {
    int width;   ///< D, rows of the matrix
    int neurons; ///< F, its columns; more where blocks are longer
    std::uint32_t tokens, firstCount;

    [[nodiscard]] std::uint32_t tile() const { return tileFor(std::min(tokens, kMostAlike)); }
    [[nodiscard]] std::uint32_t tiles() const { return groupsFor(tokens, tile()); }
};

class ActiveTest : public ShaderTest, public testing::WithParamInterface<quant::Format> {
protected:
    static void expectShares(const SampleMatrix& down, const ActiveShape& shape,
                             const std::vector<float>& neurons, const NeuronLists& lists, bool exact = false);
};
INSTANTIATE_TEST_SUITE_P(Each, ActiveTest, testing::ValuesIn(allFormats()), formatName);
class ActiveIntegers : public ActiveTest {};
INSTANTIATE_TEST_SUITE_P(Each, ActiveIntegers, testing::ValuesIn(formatsOfIntegers()), formatName);
class ActiveBlocks : public ActiveTest {};
INSTANTIATE_TEST_SUITE_P(Each, ActiveBlocks, testing::ValuesIn(formatsWithCodes()), formatName);

std::uint32_t sharesOf(const SampleMatrix& down) {
    return groupsFor(down.columns(), kShareNeurons);
}

/// For each tile and each share those of its neurons that `isListed`.
template <class IsListed>
NeuronLists listsOf(const SampleMatrix& down, const ActiveShape& shape, IsListed isListed) {
    NeuronLists lists(shape.tiles() * sharesOf(down));
    for (std::uint32_t tile = 0; tile < shape.tiles(); ++tile)
        for (std::uint32_t neuron = 0; neuron < down.columns(); ++neuron)
            if (isListed(tile, neuron))
                lists[tile * sharesOf(down) + neuron / kShareNeurons].push_back(neuron);
    return lists;
}

std::vector<std::uint32_t> withRoom(const NeuronLists& lists) {
    std::vector<std::uint32_t> places(lists.size() * kListRoom, Numbers::kUnwritten);
    for (std::size_t i = 0; i < lists.size(); ++i)
        std::ranges::copy(lists[i], places.begin() + static_cast<std::ptrdiff_t>(i * kListRoom));
    return places;
}

/// With those of other layers before them, which would list everything.
std::vector<std::uint32_t> countsOf(const NeuronLists& lists, std::uint32_t firstCount) {
    std::vector<std::uint32_t> counts(kShareCounts * std::size_t{firstCount}, kListRoom);
    for (const auto& list : lists) {
        counts.push_back(static_cast<std::uint32_t>(list.size()));
        counts.insert(counts.end(), kShareCounts - 1, 0); // which are not for it
    }
    return counts;
}

void ActiveTest::expectShares(const SampleMatrix& down, const ActiveShape& shape,
                              const std::vector<float>& neurons, const NeuronLists& lists, bool exact) {
    const LaidOut laidOut(down, LineOrder::Neurons);
    const std::uint32_t width = down.rows(), shares = sharesOf(down), stride = strideOf(width);
    const Numbers words = numbers(laidOut.words), values = numbers(padded(neurons, down.columns())),
                  listed = numbers(withRoom(lists));
    const Numbers counts = numbers(countsOf(lists, shape.firstCount));
    const Numbers found = numbers(std::size_t{shape.tokens} * shares * stride);
    run(kMultiplyActive, laidOut.layout.constants(shape.tile()),
        ActiveArguments{laidOut.places(), width, down.columns(), shape.tokens, shape.firstCount},
        {groupsFor(width, kValuesByLane * 64), shares, shape.tiles()}, words, values, listed, counts, found);
    const auto rows = down.weights();
    Agreement agreement;
    for (std::uint32_t token = 0; token < shape.tokens; ++token)
        for (std::uint32_t share = 0; share < shares; ++share) {
            const auto& list = lists[token / shape.tile() * shares + share];
            const std::size_t first = (std::size_t{token} * shares + share) * stride;
            for (std::uint32_t i = 0; i < width; ++i) {
                Sum sum;
                for (const std::uint32_t neuron : list)
                    sum.add(rows[i][neuron].value,
                            static_cast<double>(neurons[std::size_t{token} * down.columns() + neuron]),
                            rows[i][neuron].size);
                agreement.add(static_cast<double>(found.floats()[first + i]), sum.value,
                              exact ? 0 : sum.bound(static_cast<double>(list.size())));
            }
            for (std::uint32_t i = width; i < stride; ++i)
                EXPECT_EQ(found.words()[first + i], Numbers::kUnwritten);
        }
    EXPECT_EQ(agreement.misses(), "") << down.matrix().format->name << ": " << width << " from "
                                      << down.columns() << " neurons, " << shape.tokens << " tokens";
}

std::size_t neuronsIn(const SampleMatrix& down, const ActiveShape& shape) {
    return std::size_t{shape.tokens} * down.columns();
}

constexpr ActiveShape kActiveShapes[] = {{1, 1, 1, 0},    {52, 99, 17, 5},   {33, 256, 2, 3},
                                         {72, 257, 5, 0}, {2049, 512, 1, 1}, {264, 300, 8, 2}};

TEST_P(ActiveTest, AgreesWithPlainSums) {
    for (const ActiveShape& shape : kActiveShapes) {
        const SampleMatrix down = randomMatrix(GetParam(), shape.width, shape.neurons, 1);
        const auto lists = listsOf(down, shape, [](std::uint32_t tile, std::uint32_t neuron) {
            return (neuron * 2654435761U + tile) >> 16U & 1U;
        });
        expectShares(down, shape, sampleInputs(Inputs::Random, neuronsIn(down, shape), 2), lists);
    }
}

/// All, none, one of each share and the last alone: where lists are as long or as short as they get.
TEST_P(ActiveTest, AgreesForFullAndEmptyLists) {
    const ActiveShape shape{40, 600, 9, 2};
    const SampleMatrix down = randomMatrix(GetParam(), shape.width, shape.neurons, 3);
    const auto neurons = sampleInputs(Inputs::Random, neuronsIn(down, shape), 4);
    const std::uint32_t last = down.columns() - 1;
    expectShares(down, shape, neurons, listsOf(down, shape, [](auto, auto) { return true; }));
    expectShares(down, shape, neurons, listsOf(down, shape, [](auto, auto) { return false; }), true);
    expectShares(down, shape, neurons,
                 listsOf(down, shape, [](auto tile, auto neuron) { return neuron % 256 == 31 + tile; }));
    expectShares(down, shape, neurons,
                 listsOf(down, shape, [&](auto, auto neuron) { return neuron == last; }));
}

TEST_P(ActiveTest, AgreesForUnusualNeurons) {
    const ActiveShape shape{40, 300, 2, 0};
    const SampleMatrix down = randomMatrix(GetParam(), shape.width, shape.neurons, 5);
    for (const Inputs kind : kUnusualInputs)
        expectShares(down, shape, sampleInputs(kind, neuronsIn(down, shape), 6),
                     listsOf(down, shape, [](auto, auto neuron) { return neuron % 3 != 0; }));
}

TEST_P(ActiveIntegers, AreExact) {
    for (const ActiveShape& shape : kActiveShapes) {
        const SampleMatrix down = integerMatrix(GetParam(), shape.width, shape.neurons, 7);
        expectShares(down, shape, sampleInputs(Inputs::SmallIntegers, neuronsIn(down, shape), 8),
                     listsOf(down, shape, [](auto, auto neuron) { return neuron % 7 != 0; }), true);
    }
}

TEST_P(ActiveBlocks, AgreeWhereTheyAreExtreme) {
    const SampleMatrix down = extremeMatrix(GetParam(), 256);
    const ActiveShape shape{static_cast<int>(down.rows()), 256, 1, 0};
    for (const Inputs kind : {Inputs::Random, Inputs::Denormals, Inputs::Cancelling})
        expectShares(down, shape, sampleInputs(kind, neuronsIn(down, shape), 9),
                     listsOf(down, shape, [](auto, auto) { return true; }));
}

/// However many tokens share a list, each gets the bits that it gets alone with that list.
TEST_P(ActiveTest, GivesEachTokenTheSameBits) {
    const SampleMatrix down = randomMatrix(GetParam(), 45, 300, 10);
    const ActiveShape all{45, 300, 8, 0};
    const auto neurons = padded(sampleInputs(Inputs::Random, neuronsIn(down, all), 11), down.columns());
    const LaidOut laidOut(down, LineOrder::Neurons);
    const std::uint32_t shares = sharesOf(down), stride = strideOf(down.columns());
    const auto lists = listsOf(down, all, [](auto, auto neuron) { return neuron % 3 != 1; });
    const Numbers words = numbers(laidOut.words), listed = numbers(withRoom(lists)),
                  counts = numbers(countsOf(lists, 0));
    const auto inPieces = [&](std::uint32_t piece) {
        std::vector<std::uint32_t> found;
        for (std::uint32_t first = 0; first < all.tokens; first += piece) {
            const std::uint32_t count = std::min(piece, all.tokens - first);
            const Numbers some = numbers(std::size_t{count} * shares * strideOf(down.rows()));
            run(kMultiplyActive, laidOut.layout.constants(tileFor(count)),
                ActiveArguments{laidOut.places(), down.rows(), down.columns(), count, 0},
                {groupsFor(down.rows(), kValuesByLane * 64), shares, 1}, words,
                numbers(std::span(neurons).subspan(std::size_t{first} * stride, std::size_t{count} * stride)),
                listed, counts, some);
            found.insert(found.end(), some.words().begin(), some.words().end());
        }
        return found;
    };
    const auto alone = inPieces(1);
    for (const std::uint32_t piece : {3U, 4U, 5U, 8U})
        EXPECT_EQ(inPieces(piece), alone) << piece << " tokens";
}

} // namespace
