// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "allocation_count.h"
#include "synthetic_session.h"

#include <gtest/gtest.h>

namespace {

using namespace plm;

/// Tokens one at a time, past several segments of attention.
TEST(Allocation, NoneForATokenAfterTheFirst) {
    test::SyntheticShape shape;
    shape.contextLength = 600;
    const test::SyntheticSession models(shape);
    for (const CacheType cache : {CacheType::F16, CacheType::Q8}) {
        const auto session = models.open({.cache = cache, .threads = 2});
        std::vector<float> logits(test::kSyntheticVocabulary);
        TokenId token = 65;
        ASSERT_TRUE(session->evaluate({&token, 1}, logits));
        const std::size_t before = test::allocationCount();
        for (int i = 0; i < 500; ++i) {
            token = 65 + i % 20;
            ASSERT_TRUE(session->evaluate({&token, 1}, logits));
        }
        EXPECT_EQ(test::allocationCount() - before, 0U);
    }
}

} // namespace
