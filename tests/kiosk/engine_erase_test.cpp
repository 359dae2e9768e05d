// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A visitor's words in the memory of a process that answers with the real engine: there before, and not
// after.
#include "kiosk/freed_memory.h"
#include "kiosk/memory_search.h"
#include "secret.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <plm/engine.h>

#include <cstdlib>
#include <gtest/gtest.h>
#include <string>

using namespace peripheral::kiosk;

namespace {

/// Answers a question of the secret's words. What it makes of texts is freed when it comes back.
[[gnu::noinline]] void askOf(plm::Engine& engine, std::string_view question, Traces& traces) {
    const std::vector<plm::ChatMessage> messages{{plm::Role::User, std::string(question)}};
    plm::GenerationOptions options;
    options.maxTokens = 80;
    options.draft = true;
    const auto answer = engine.answer(messages, options, {}, {});
    ASSERT_TRUE(answer) << answer.error().message;
    traces.addText(answer->text);
    traces.addTokens(answer->tokens);
    // A token a byte, as the synthetic model has it.
    const std::vector<std::int32_t> tokens(question.begin(), question.end());
    traces.addTokens(tokens);
}

std::uint64_t hitsAs(const Findings& findings, Encoding encoding) {
    std::uint64_t count = 0;
    for (const Hit& hit : findings.hits)
        count += hit.encoding == encoding ? 1U : 0U;
    return count;
}

} // namespace

TEST(EngineEraseTest, leavesNothingOfAVisitInMemory) {
    if (kIsSanitized)
        GTEST_SKIP() << "Sanitizers keep freed memory as it was, to find faults: it cannot be overwritten.";
    if (const char* tunables = std::getenv("GLIBC_TUNABLES");
        tunables == nullptr || std::string_view(tunables).find("perturb") == std::string_view::npos)
        GTEST_SKIP() << "To be started by ctest, with GLIBC_TUNABLES that overwrite freed memory.";
    const plm::test::TemporaryFolder folder;
    const auto path = folder.path() / "model.gguf";
    ASSERT_TRUE(plm::test::writeSyntheticModel(path, {}));
    const auto engine = plm::makeEngine({.threads = 2});
    ASSERT_TRUE(engine->open(path, {}, {}));

    for (int visit = 0; visit < 3; ++visit) {
        Traces traces;
        Secret secret(60);
        askOf(*engine, secret.text(), traces);
        traces.addText(secret.text());
        secret.wipe();
        const auto before = searchMemory(traces);
        ASSERT_TRUE(before) << before.error();
        EXPECT_GT(hitsAs(*before, Encoding::TokenIds), 10U) << "of the question and the answer";

        ASSERT_TRUE(engine->erase());
        wipeStackBelow(std::size_t{512} * 1024);
        const auto after = searchMemory(traces);
        ASSERT_TRUE(after) << after.error();
        EXPECT_EQ(after->count, 0U) << testing::PrintToString(after->byOrigin());
    }
}
