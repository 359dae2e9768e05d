// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing of a conversation stays in a session that is to forget it, and it answers then as a new one does.

#include "model/erased_memory.h"
#include "synthetic_session.h"

#include <plm/engine.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

using namespace plm;
using namespace plm::test;

/// A question, and a text long enough to be guessed from.
std::vector<TokenId> repeatedPrompt(unsigned seed) {
    std::vector<TokenId> tokens = randomTokens(40, seed);
    tokens.insert(tokens.end(), tokens.begin(), tokens.begin() + 30);
    return tokens;
}

/// Of the session's buffers, words that are neither zero nor the −1 of empty tables.
int wordsLeft(const Session& session) {
    int left = 0;
    for (const MemoryRegion& region : session.memoryRegions()) {
        if (region.part != MemoryPart::LatentCache && region.part != MemoryPart::Activations)
            continue;
        for (std::uint64_t at = 0; at + 4 <= region.bytes; at += 4) {
            std::int32_t word = 0;
            std::memcpy(&word, reinterpret_cast<const void*>(region.begin + at), 4);
            left += word != 0 && word != -1 ? 1 : 0;
        }
    }
    return left;
}

std::vector<TokenId> draftedAnswer(Session& session, unsigned seed) {
    GenerationOptions options = greedy(60);
    options.draft = true;
    const auto answer = session.generate(repeatedPrompt(seed), options);
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? answer->tokens : std::vector<TokenId>();
}

} // namespace

TEST(SessionErase, LeavesNothingInAnyBufferOfAnyCache) {
    const SyntheticSession models({.latentRank = 40});
    for (const CacheType type : {CacheType::F16, CacheType::F32, CacheType::Q8}) {
        const auto session = models.open({.cache = type, .threads = 2});
        draftedAnswer(*session, 1);
        EXPECT_GT(wordsLeft(*session), 1000);
        ASSERT_TRUE(session->erase());
        EXPECT_EQ(session->position(), 0);
        EXPECT_EQ(wordsLeft(*session), 0);
    }
}

TEST(SessionErase, AnswersAsANewSessionDoes) {
    const SyntheticSession models;
    for (const ExecutorPlug* plug : builtInExecutors().all()) {
        if (!plug->check())
            continue;
        const SessionOptions options{.executor = plug, .threads = 2};
        const auto fresh = models.open(options);
        const std::vector<TokenId> expected = draftedAnswer(*fresh, 2);
        const std::vector<float> logits = logitsOf(*fresh, randomTokens(20));

        const auto session = models.open(options);
        for (unsigned visit = 1; visit < 4; ++visit) {
            draftedAnswer(*session, 7 + visit);
            ASSERT_TRUE(session->erase()) << plug->name;
            EXPECT_EQ(session->position(), 0) << plug->name;
            const std::uint64_t before = session->evaluatedTokens();
            EXPECT_EQ(draftedAnswer(*session, 2), expected) << plug->name;
            EXPECT_GE(session->evaluatedTokens() - before, repeatedPrompt(2).size()) << plug->name;
            EXPECT_EQ(logitsOf(*session, randomTokens(20)), logits) << plug->name;
        }
    }
}

TEST(SessionErase, IsPossibleBeforeAnythingAndTwice) {
    const SyntheticSession models;
    const auto session = models.open();
    EXPECT_TRUE(session->erase());
    EXPECT_TRUE(session->erase());
    EXPECT_FALSE(draftedAnswer(*session, 1).empty());
    const auto engine = makeEngine({});
    EXPECT_TRUE(engine->erase()) << "no model is open";
}

TEST(SessionErase, LeavesMemoryThatWasNeverUsedAlone) {
    const std::size_t bytes = std::size_t{64} << 20;
    auto* const memory = static_cast<std::byte*>(std::malloc(bytes));
    ASSERT_NE(memory, nullptr);
    memory[3] = memory[bytes / 2] = memory[bytes - 1] = std::byte{7};
    const std::uint64_t used = residentAt(reinterpret_cast<std::uintptr_t>(memory), bytes);
    eraseMemory({memory, bytes});
    EXPECT_LE(residentAt(reinterpret_cast<std::uintptr_t>(memory), bytes), used);
    EXPECT_EQ(memory[3], std::byte{});
    EXPECT_EQ(memory[bytes / 2], std::byte{});
    EXPECT_EQ(memory[bytes - 1], std::byte{});
    std::free(memory);
}

TEST(SessionErase, OverwritesPiecesOfAnySizeAndNothingElse) {
    for (const std::size_t bytes : {0U, 1U, 4095U, 65'535U, 65'536U, 70'001U, 300'000U}) {
        std::vector<std::byte> memory(bytes + 20'000, std::byte{9});
        for (const std::size_t at : {0U, 1U, 4097U, 9999U}) {
            std::fill(memory.begin(), memory.end(), std::byte{9});
            eraseMemory(std::span(memory).subspan(at, bytes));
            EXPECT_EQ(std::count(memory.begin(), memory.end(), std::byte{}),
                      static_cast<std::ptrdiff_t>(bytes));
            EXPECT_EQ(
                std::count(memory.begin(), memory.begin() + static_cast<std::ptrdiff_t>(at), std::byte{}), 0);
        }
    }
}
