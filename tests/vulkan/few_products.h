// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "padded_rows.h"
#include "plain_products.h"
#include "shader_test.h"
#include "vulkan/product_variants.h"

#include <vector>

namespace plm::test {

/// Products of a matrix in any format with the activations of a few tokens: what each variant with a shader
/// has to get.
class FewProducts : public ShaderTest {
protected:
    explicit FewProducts(const vulkan::Shader& shader) {
        for (const vulkan::FewVariant& variant : vulkan::fewVariants())
            if (variant.shader == &shader)
                m_variants.push_back(&variant);
    }

    /// Rows and tokens that fill no workgroup, and widths that do not divide among its lanes.
    void expectPlainSums(const quant::Format& format) const;
    /// Sums of small integers have no error at all: each code, scale and place has to be right.
    void expectExactIntegers(const quant::Format& format) const;
    void expectUnusualInputs(const quant::Format& format) const;
    void expectExtremeBlocks(const quant::Format& format) const;
    void expectAddition(const quant::Format& format) const;
    /// Drafting relies on it: however many tokens there are, each gets the bits that it gets alone; by any
    /// variant.
    void expectSameBits(const quant::Format& format) const;

private:
    /// Tokens that are multiplied together.
    static std::uint32_t tileOf(std::uint32_t tokens) {
        return vulkan::tileFor(std::min(tokens, vulkan::kMostAlike));
    }
    /// All rows, for tokens whose activations lie behind one another, and so their outputs.
    static Product wholeProduct(const SampleMatrix& weights, std::uint32_t tokens) {
        return {.rows = weights.rows(),
                .columns = weights.columns(),
                .tokens = tokens,
                .inputStride = strideOf(weights.columns()),
                .outputStride = strideOf(weights.rows())};
    }
    static void multiply(const vulkan::FewVariant& variant, const SampleMatrix& weights,
                         const Product& product, const Numbers& inputs, const Numbers& outputs);
    /// Whether the device gets what plain sums get by every variant, and leaves all else alone.
    void expectProducts(const SampleMatrix& weights, const Product& product, Inputs kind,
                        bool exact = false) const;

    std::vector<const vulkan::FewVariant*> m_variants;
};

inline void FewProducts::multiply(const vulkan::FewVariant& variant, const SampleMatrix& weights,
                                  const Product& product, const Numbers& inputs, const Numbers& outputs) {
    const LaidOut laidOut(weights, vulkan::LineOrder::Rows);
    const std::uint32_t tile = tileOf(product.tokens);
    run(*variant.shader, fewConstants(laidOut.layout, variant, tile),
        vulkan::MultiplyArguments{.places = laidOut.places(),
                                  .rows = product.rows,
                                  .columns = product.columns,
                                  .tokens = product.tokens,
                                  .firstOutput = product.firstOutput,
                                  .outputStride = product.outputStride,
                                  .adds = product.adds ? 1U : 0U},
        {groupsFor(product.rows, rowsFor(variant, tile)), groupsFor(product.tokens, tile), 1},
        numbers(laidOut.words), inputs, outputs);
}

inline void FewProducts::expectProducts(const SampleMatrix& weights, const Product& product, Inputs kind,
                                        bool exact) const {
    const auto inputs =
        padded(sampleInputs(kind, std::size_t{product.tokens} * product.columns, 2), product.columns);
    const auto before = sampleInputs(Inputs::SmallIntegers, product.outputs(), 77);
    const PlainProducts expected(weights, product, inputs, before);
    // 64 lanes have each their eights, whose products are added up first; then the lanes' sums are.
    const double depth = 8 + 2.0 * groupsFor(product.columns, 8 * 64) + 64 + 1;
    for (const vulkan::FewVariant* variant : m_variants) {
        const Numbers found = numbers(before);
        multiply(*variant, weights, product, numbers(inputs), found);
        EXPECT_EQ(expected.compare(found.floats(), depth, exact), "")
            << variant->name << ", " << weights.matrix().format->name << ": " << product.rows << " rows of "
            << product.columns << " for " << product.tokens << " tokens";
    }
}

inline void FewProducts::expectPlainSums(const quant::Format& format) const {
    struct Shape {
        int rows, columns;
        std::uint32_t tokens;
    };
    for (const Shape& shape :
         {Shape{1, 1, 1}, {3, 52, 17}, {5, 99, 3}, {64, 512, 4}, {9, 2048, 5}, {7, 300, 8}, {2, 8192, 1}}) {
        const SampleMatrix weights = randomMatrix(format, shape.rows, shape.columns, 1);
        Product product = wholeProduct(weights, shape.tokens);
        expectProducts(weights, product, Inputs::Random);
        product.firstOutput = 5; // as of a later piece of a matrix
        product.outputStride += 8;
        expectProducts(weights, product, Inputs::Random);
    }
}

inline void FewProducts::expectExactIntegers(const quant::Format& format) const {
    for (const auto& [columns, tokens] : {std::pair(33, 8U), {2048, 2U}, {8192, 1U}}) {
        const SampleMatrix weights = integerMatrix(format, 7, columns, 3);
        expectProducts(weights, wholeProduct(weights, tokens), Inputs::SmallIntegers, true);
    }
}

inline void FewProducts::expectUnusualInputs(const quant::Format& format) const {
    const SampleMatrix weights = randomMatrix(format, 6, 512, 5);
    for (const Inputs kind : kUnusualInputs)
        expectProducts(weights, wholeProduct(weights, 2), kind);
}

inline void FewProducts::expectExtremeBlocks(const quant::Format& format) const {
    const SampleMatrix weights = extremeMatrix(format, 512);
    for (const Inputs kind : {Inputs::Random, Inputs::SmallIntegers, Inputs::Denormals, Inputs::Cancelling})
        expectProducts(weights, wholeProduct(weights, 1), kind);
}

inline void FewProducts::expectAddition(const quant::Format& format) const {
    const SampleMatrix weights = randomMatrix(format, 9, 256, 10);
    Product product = wholeProduct(weights, 3);
    product.adds = true;
    expectProducts(weights, product, Inputs::Random);
}

inline void FewProducts::expectSameBits(const quant::Format& format) const {
    constexpr std::uint32_t kTokens = 8;
    const SampleMatrix weights = randomMatrix(format, 6, 1300, 12);
    const std::uint32_t width = strideOf(weights.columns());
    const auto inputs =
        padded(sampleInputs(Inputs::Random, kTokens * weights.columns(), 13), weights.columns());
    const auto inPieces = [&](const vulkan::FewVariant& variant, std::uint32_t piece) {
        std::vector<std::uint32_t> all;
        for (std::uint32_t first = 0; first < kTokens; first += piece) {
            const std::uint32_t count = std::min(piece, kTokens - first);
            const Numbers found = numbers(std::size_t{count} * strideOf(weights.rows()));
            multiply(variant, weights, wholeProduct(weights, count),
                     numbers(std::span(inputs).subspan(first * width, count * width)), found);
            all.insert(all.end(), found.words().begin(), found.words().end());
        }
        return all;
    };
    const auto alone = inPieces(*m_variants.front(), 1);
    for (const vulkan::FewVariant* variant : m_variants)
        for (const std::uint32_t piece : {1U, 2U, 3U, 4U, 5U, 8U})
            EXPECT_EQ(inPieces(*variant, piece), alone)
                << variant->name << ", " << format.name << ", " << piece << " tokens";
}

} // namespace plm::test
