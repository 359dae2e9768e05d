// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// multiply_tiled.comp: products of a matrix with the activations of many tokens, by rows and by neuron.
#include "padded_rows.h"
#include "plain_products.h"
#include "shader_test.h"
#include "vulkan/product_variants.h"

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

constexpr LineOrder kOrders[] = {LineOrder::Rows, LineOrder::Neurons};

class TiledTest : public ShaderTest, public testing::WithParamInterface<quant::Format> {
protected:
    /// Those that this device can have.
    [[nodiscard]] static std::vector<const ManyVariant*> variants() {
        std::vector<const ManyVariant*> all;
        for (const ManyVariant& variant : manyVariants())
            if (suits(variant, computing().device->features()))
                all.push_back(&variant);
        return all;
    }
    static void multiply(const Tiles& tiles, const LaidOut& laidOut, const Product& product,
                         const Numbers& inputs, const Numbers& outputs);
    /// Whether the device gets what plain sums get by every variant, and leaves all else alone.
    static void expectProducts(const SampleMatrix& weights, LineOrder order, const Product& product,
                               const std::vector<float>& inputs, bool exact = false);
    static void expectProducts(const SampleMatrix& weights, LineOrder order, std::uint32_t tokens,
                               Inputs kind, bool exact = false) {
        const Product product{.rows = weights.rows(),
                              .columns = weights.columns(),
                              .tokens = tokens,
                              .inputStride = strideOf(weights.columns()),
                              .outputStride = strideOf(weights.rows())};
        expectProducts(weights, order, product,
                       padded(sampleInputs(kind, std::size_t{tokens} * product.columns, 2), product.columns),
                       exact);
    }
};
INSTANTIATE_TEST_SUITE_P(Each, TiledTest, testing::ValuesIn(allFormats()), formatName);
class TiledIntegers : public TiledTest {};
INSTANTIATE_TEST_SUITE_P(Each, TiledIntegers, testing::ValuesIn(formatsOfIntegers()), formatName);
class TiledBlocks : public TiledTest {};
INSTANTIATE_TEST_SUITE_P(Each, TiledBlocks, testing::ValuesIn(formatsWithCodes()), formatName);

void TiledTest::multiply(const Tiles& tiles, const LaidOut& laidOut, const Product& product,
                         const Numbers& inputs, const Numbers& outputs) {
    run(kMultiplyTiled, tiledConstants(laidOut.layout, tiles),
        TiledArguments{.places = laidOut.places(),
                       .firstRow = product.firstRow,
                       .rows = product.rows,
                       .rowStep = product.rowStep,
                       .columns = product.columns,
                       .tokens = product.tokens,
                       .inputStep = product.inputStep,
                       .inputStride = product.inputStride,
                       .firstOutput = product.firstOutput,
                       .outputStep = product.outputStep,
                       .outputStride = product.outputStride,
                       .adds = product.adds ? 1U : 0U},
        {groupsFor(product.rows, tiles.rows), groupsFor(product.tokens, tiles.tokens), product.heads},
        numbers(laidOut.words), inputs, outputs);
}

void TiledTest::expectProducts(const SampleMatrix& weights, LineOrder order, const Product& product,
                               const std::vector<float>& inputs, bool exact) {
    const LaidOut laidOut(weights, order);
    const auto before = sampleInputs(Inputs::SmallIntegers, product.outputs(), 77);
    const PlainProducts expected(weights, product, inputs, before);
    // One by one; by neuron those that share a scale, 16 or more, and then three more for each such part.
    const double depth =
        order == LineOrder::Rows ? product.columns + 1.0 : 33 + 3.0 * groupsFor(product.columns, 16);
    std::vector<Tiles> tried; // few tokens get the same tiles by many variants
    for (const ManyVariant* variant : variants()) {
        const Tiles tiles = tilesFor(*variant, product.tokens);
        if (std::ranges::find(tried, tiles) != tried.end())
            continue;
        tried.push_back(tiles);
        const Numbers found = numbers(before);
        multiply(tiles, laidOut, product, numbers(inputs), found);
        EXPECT_EQ(expected.compare(found.floats(), depth, exact), "")
            << variant->name << ", " << weights.matrix().format->name
            << (order == LineOrder::Rows ? "" : " by neuron") << ": " << product.rows << " rows of "
            << product.columns << " for " << product.tokens << " tokens";
    }
}

/// Rows, columns and tokens that fill no tile of any size, and some that do.
TEST_P(TiledTest, AgreesWithPlainSums) {
    struct Shape {
        int rows, columns;
        std::uint32_t tokens;
    };
    for (const LineOrder order : kOrders)
        for (const Shape& shape : {Shape{1, 1, 9},
                                   {52, 99, 17},
                                   {64, 64, 16},
                                   {70, 40, 33},
                                   {65, 300, 65},
                                   {3, 1024, 10},
                                   {130, 64, 130}})
            expectProducts(randomMatrix(GetParam(), shape.rows, shape.columns, 1), order, shape.tokens,
                           Inputs::Random);
}

/// Sums of small integers have no error at all: each code, scale and place has to be right.
TEST_P(TiledIntegers, AreExact) {
    for (const LineOrder order : kOrders)
        for (const auto& [rows, columns, tokens] :
             {std::tuple(67, 33, 18U), {9, 2048, 9U}, {64, 512, 64U}, {130, 256, 34U}})
            expectProducts(integerMatrix(GetParam(), rows, columns, 3), order, tokens, Inputs::SmallIntegers,
                           true);
}

TEST_P(TiledTest, AgreesForUnusualInputs) {
    for (const LineOrder order : kOrders) {
        const SampleMatrix weights = randomMatrix(GetParam(), 6, 256, 5);
        for (const Inputs kind : kUnusualInputs)
            expectProducts(weights, order, 12, kind);
    }
}

TEST_P(TiledBlocks, AgreeWhereTheyAreExtreme) {
    for (const LineOrder order : kOrders) {
        const SampleMatrix weights = extremeMatrix(GetParam(), 256);
        for (const Inputs kind :
             {Inputs::Random, Inputs::SmallIntegers, Inputs::Denormals, Inputs::Cancelling})
            expectProducts(weights, order, 9, kind);
    }
}

/// As attention takes the values' rows of attn_kv_b: several heads, each with rows, inputs and outputs of its
/// own, the first of which does not stand first.
TEST_P(TiledTest, TakesEachHeadsOwn) {
    constexpr std::uint32_t kHeads = 3, kSkipped = 2, kRows = 70, kTokens = 18;
    const SampleMatrix weights = randomMatrix(GetParam(), kHeads * (kSkipped + kRows), 52, 8);
    const std::uint32_t columns = weights.columns(), stride = strideOf(columns);
    const Product product{.rows = kRows,
                          .columns = columns,
                          .tokens = kTokens,
                          .inputStride = kHeads * stride,
                          .outputStride = strideOf(kHeads * kRows),
                          .firstOutput = 4,
                          .heads = kHeads,
                          .firstRow = kSkipped,
                          .rowStep = kSkipped + kRows,
                          .inputStep = stride,
                          .outputStep = kRows};
    expectProducts(weights, LineOrder::Rows, product,
                   padded(sampleInputs(Inputs::Random, kTokens * kHeads * columns, 9), columns));
}

/// Which variant computes is found by measuring: it shows in no bit.
TEST_P(TiledTest, HasTheSameBitsInTilesOfEverySize) {
    for (const LineOrder order : kOrders) {
        const SampleMatrix weights = randomMatrix(GetParam(), 130, 300, 14);
        const Product product{.rows = 130,
                              .columns = weights.columns(),
                              .tokens = 70,
                              .inputStride = strideOf(weights.columns()),
                              .outputStride = strideOf(130)};
        const LaidOut laidOut(weights, order);
        const auto inputs =
            padded(sampleInputs(Inputs::Random, std::size_t{70} * product.columns, 15), product.columns);
        const auto bitsBy = [&](const Tiles& tiles) {
            const Numbers found = numbers(product.outputs());
            multiply(tiles, laidOut, product, numbers(inputs), found);
            return std::vector<std::uint32_t>(found.words().begin(), found.words().end());
        };
        const auto expected = bitsBy({.tokens = 16});
        for (const ManyVariant* variant : variants())
            EXPECT_EQ(bitsBy(variant->tiles), expected) << variant->name;
    }
}

TEST_P(TiledTest, AddsToWhatIsThere) {
    for (const LineOrder order : kOrders) {
        const SampleMatrix weights = randomMatrix(GetParam(), 9, 256, 10);
        const Product product{.rows = 9,
                              .columns = weights.columns(),
                              .tokens = 20,
                              .inputStride = strideOf(weights.columns()),
                              .outputStride = 16,
                              .firstOutput = 8,
                              .adds = true};
        expectProducts(weights, order, product,
                       padded(sampleInputs(Inputs::Random, 20 * product.columns, 11), product.columns));
    }
}

} // namespace
