// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logit_samples.h"

#include <gtest/gtest.h>

namespace {

using namespace plm;
using namespace plm::test;

TEST(Candidates, AreTheFirstOfAllSorted) {
    for (const std::size_t vocabulary : {1U, 2U, 65U, 300U, 5000U})
        for (const auto& [name, logits] : logitSamples(vocabulary))
            for (const std::size_t count : {1U, 2U, 40U, 128U, 300U}) {
                if (count > vocabulary)
                    continue;
                std::vector<Candidate> found(count);
                findCandidates(logits, found);
                EXPECT_TRUE(std::ranges::equal(found, sortedCandidates(logits, count), areSame))
                    << count << " of " << vocabulary << ", " << name;
            }
}

TEST(Candidates, BeginWithWhatIsNoNumber) {
    for (const float wrong : {NAN, -NAN, INFINITY, -INFINITY}) {
        EXPECT_GT(logitOrder(wrong), logitOrder(FLT_MAX));
        EXPECT_TRUE(isLikelier({5, wrong}, {4, FLT_MAX}));
    }
    EXPECT_GT(logitOrder(-FLT_MAX), 0U) << "which stands for no token";
    EXPECT_EQ(logitOrder(-0.0F), logitOrder(0.0F));
    EXPECT_TRUE(isLikelier({4, -0.0F}, {5, 0.0F}));
}

TEST(Candidates, OfNoneAreNone) {
    findCandidates(std::vector<float>{1, 2}, {});
}

} // namespace
