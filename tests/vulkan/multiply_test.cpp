// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// multiply.comp: products of a matrix in any format with the activations of a few tokens.
#include "few_products.h"

namespace {

using namespace plm;
using namespace plm::test;

class Multiply : public FewProducts, public testing::WithParamInterface<quant::Format> {
protected:
    Multiply() : FewProducts(vulkan::kMultiply) {}
};
INSTANTIATE_TEST_SUITE_P(Each, Multiply, testing::ValuesIn(allFormats()), formatName);
class MultiplyIntegers : public Multiply {};
INSTANTIATE_TEST_SUITE_P(Each, MultiplyIntegers, testing::ValuesIn(formatsOfIntegers()), formatName);
class MultiplyBlocks : public Multiply {};
INSTANTIATE_TEST_SUITE_P(Each, MultiplyBlocks, testing::ValuesIn(formatsWithCodes()), formatName);

TEST_P(Multiply, AgreesWithPlainSums) {
    expectPlainSums(GetParam());
}

TEST_P(MultiplyIntegers, AreExact) {
    expectExactIntegers(GetParam());
}

TEST_P(Multiply, AgreesForUnusualInputs) {
    expectUnusualInputs(GetParam());
}

TEST_P(MultiplyBlocks, AgreeWhereTheyAreExtreme) {
    expectExtremeBlocks(GetParam());
}

TEST_P(Multiply, AddsToWhatIsThere) {
    expectAddition(GetParam());
}

TEST_P(Multiply, GivesEachTokenTheSameBits) {
    expectSameBits(GetParam());
}

} // namespace
