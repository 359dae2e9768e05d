// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// multiply_subgroup.comp: the same, where lanes of a subgroup add up numbers among themselves.
#include "few_products.h"

namespace {

using namespace plm;
using namespace plm::test;

class MultiplySubgroup : public FewProducts, public testing::WithParamInterface<quant::Format> {
protected:
    MultiplySubgroup() : FewProducts(vulkan::kMultiplySubgroup) {}
    void SetUp() override {
        FewProducts::SetUp();
        if (!IsSkipped() && !computing().device->features().subgroupArithmetic)
            GTEST_SKIP() << "This device adds up nothing among a subgroup's lanes.";
    }
};
INSTANTIATE_TEST_SUITE_P(Each, MultiplySubgroup, testing::ValuesIn(allFormats()), formatName);
class MultiplySubgroupIntegers : public MultiplySubgroup {};
INSTANTIATE_TEST_SUITE_P(Each, MultiplySubgroupIntegers, testing::ValuesIn(formatsOfIntegers()), formatName);
class MultiplySubgroupBlocks : public MultiplySubgroup {};
INSTANTIATE_TEST_SUITE_P(Each, MultiplySubgroupBlocks, testing::ValuesIn(formatsWithCodes()), formatName);

TEST_P(MultiplySubgroup, AgreesWithPlainSums) {
    expectPlainSums(GetParam());
}

TEST_P(MultiplySubgroupIntegers, AreExact) {
    expectExactIntegers(GetParam());
}

TEST_P(MultiplySubgroup, AgreesForUnusualInputs) {
    expectUnusualInputs(GetParam());
}

TEST_P(MultiplySubgroupBlocks, AgreeWhereTheyAreExtreme) {
    expectExtremeBlocks(GetParam());
}

TEST_P(MultiplySubgroup, AddsToWhatIsThere) {
    expectAddition(GetParam());
}

TEST_P(MultiplySubgroup, GivesEachTokenTheSameBits) {
    expectSameBits(GetParam());
}

} // namespace
