// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "allocation_count.h"
#include "small_file.h"
#include "synthetic_session.h"

#include <plm/model_outline.h>
#include <plm/synthesize.h>

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

/// A prompt and nothing before it, so that each buffer is asked for once, and as large as it gets.
TEST(Allocation, IsWhatTheOutlineTells) {
    const test::TemporaryFolder folder;
    const auto path = folder / "model.gguf";
    SynthesisOptions options = test::smallFile("Q4_K_M");
    options.shape.embedding = 1024; // so that activations are what counts
    options.shape.feedForward = 4096;
    ASSERT_TRUE(synthesize(path, options));
    const auto model = Model::open(path);
    ASSERT_TRUE(model);
    const auto outline = ModelOutline::read(path);
    ASSERT_TRUE(outline);
    std::vector<float> logits(512);
    for (const int tokens : {400, 8}) {
        const std::size_t before = test::allocatedBytes();
        const auto session = Session::create(*model, {.threads = 2, .contextLength = tokens});
        ASSERT_TRUE(session);
        ASSERT_TRUE((*session)->evaluate(std::vector<TokenId>(static_cast<std::size_t>(tokens), 65), logits));
        const auto asked = static_cast<double>(test::allocatedBytes() - before);
        const PassNeed need =
            outline->pass(*test::executorNamed("cpu"), {.tokens = tokens, .threads = 2, .activeShare = 0.1});
        constexpr double kSmallThings = 65536; // threads and names, which are no activations
        EXPECT_NEAR(static_cast<double>(need.activations), asked, 0.1 * asked + kSmallThings) << tokens;
    }
}

} // namespace
