// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gpu_fault.h"
#include "synthetic_session.h"

#include <plm/engine.h>

#include <cstdlib>
#include <gmock/gmock.h>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;

constexpr int kAnswer = 24; ///< tokens

/// How often the device is lost, at another place each time: 20 times, or $PERIPHERAL_LOSSES.
int losses() {
    const char* const wanted = std::getenv("PERIPHERAL_LOSSES");
    return wanted == nullptr ? 20 : std::atoi(wanted);
}

/// An answer that a GPU began, and how far it had come when another executor went on.
struct Begun {
    std::vector<TokenId> tokens;
    int before = 0; ///< tokens
    std::vector<std::string> said;
};

/// The first number from `from` on that `holds` of, and of all behind it; 1000 where it is not found before.
template <class Holds>
int firstThat(int from, const Holds& holds) {
    int without = from - 1, found = from;
    for (int step = 1; found < 1000 && !holds(found); step *= 2) {
        without = found;
        found += step;
    }
    while (found - without > 1) {
        const int middle = (without + found) / 2;
        (holds(middle) ? found : without) = middle;
    }
    return found;
}

class LostGpu : public testing::Test {
protected:
    void SetUp() override {
        if (const Status there = executorNamed("vulkan")->check(); !there)
            GTEST_SKIP() << there.error().message;
    }

    /// Nothing where the fault happens before the session is there.
    std::optional<Begun> answerWith(const std::string& fault) {
        const GpuFault faulty(fault.c_str());
        Begun begun;
        int tokens = 0;
        const auto session = Session::create(models.model(), {.executor = executorNamed("vulkan"),
                                                              .standIn = executorNamed("cpu"),
                                                              .onStandIn =
                                                                  [&](const std::string& sentence) {
                                                                      begun.said.push_back(sentence);
                                                                      begun.before = tokens;
                                                                  },
                                                              .pieceTokens = 16});
        if (!session)
            return std::nullopt;
        GenerationCallbacks callbacks;
        callbacks.onText = [&](std::string_view, int count) {
            tokens = count;
            return true;
        };
        GenerationOptions options = greedy(kAnswer);
        options.draft = false;
        const auto answer = (*session)->generate(prompt, options, callbacks);
        EXPECT_TRUE(answer) << answer.error().message;
        if (answer)
            begun.tokens = answer->tokens;
        return begun;
    }

    /// The same tokens before, and behind them what the CPU writes.
    void expectGoesOn(const Begun& begun) {
        ASSERT_EQ(begun.tokens.size(), std::size_t{kAnswer});
        std::vector<TokenId> known = prompt;
        known.insert(known.end(), begun.tokens.begin(), begun.tokens.begin() + begun.before);
        const auto rest = models.open({.pieceTokens = 16})->generate(known, greedy(kAnswer - begun.before));
        ASSERT_TRUE(rest);
        EXPECT_EQ(std::vector(begun.tokens.begin() + begun.before, begun.tokens.end()), rest->tokens);
    }

    /// The first call of a kind that comes after loading.
    int firstAfterLoading(const std::string& kind) {
        return firstThat(1, [&](int at) { return answerWith(kind + "@" + std::to_string(at)).has_value(); });
    }

    /// The last that there is in an answer.
    int lastOf(const std::string& kind, int first) {
        return firstThat(first + 1,
                         [&](int at) {
                             const auto begun = answerWith(kind + "@" + std::to_string(at));
                             return !begun || begun->said.empty();
                         }) -
               1;
    }

    const SyntheticSession models;
    const std::vector<TokenId> prompt = randomTokens(40);
};

TEST_F(LostGpu, LeavesTheAnswerToTheCpu) {
    const int first = firstAfterLoading("lost");
    const int last = lastOf("lost", first);
    ASSERT_GT(last - first, kAnswer / 2);
    int lost = 0, inAnswer = 0;
    std::mt19937 random(12);
    for (int i = 0; i < losses(); ++i) {
        const int at = first + static_cast<int>(random() % static_cast<unsigned>(last - first + 1));
        SCOPED_TRACE("submit " + std::to_string(at));
        const auto begun = answerWith("lost@" + std::to_string(at));
        ASSERT_TRUE(begun);
        expectGoesOn(*begun);
        lost += static_cast<int>(begun->said.size());
        inAnswer += begun->before > 0 ? 1 : 0;
        for (const std::string& sentence : begun->said)
            EXPECT_THAT(sentence, testing::AllOf(testing::HasSubstr("the device was lost"),
                                                 testing::EndsWith("From here on the CPU computes.")));
    }
    EXPECT_EQ(lost, losses());
    EXPECT_GE(inAnswer, losses() / 4);
}

TEST_F(LostGpu, SoDoesOneThatRefusesMemory) {
    const int first = firstAfterLoading("memory");
    int refused = 0;
    for (int at = first; at < first + 20; ++at) {
        SCOPED_TRACE("allocation " + std::to_string(at));
        const auto begun = answerWith("memory@" + std::to_string(at));
        ASSERT_TRUE(begun);
        if (begun->said.empty())
            break; // no more were asked for
        ++refused;
        expectGoesOn(*begun);
    }
    EXPECT_GT(refused, 0);
}

/// Where the model cannot even be opened there, as the window has it.
TEST_F(LostGpu, WhileAModelIsOpenedLeavesItToTheCpu) {
    for (const char* fault : {"no-instance", "no-device", "lost@3", "memory@3", "pipeline@1"}) {
        SCOPED_TRACE(fault);
        const GpuFault faulty(fault);
        std::vector<std::string> said;
        const auto engine = makeEngine({});
        engine->setExecutor(
            [](const ModelInfo&) {
                return ChosenExecutor{executorNamed("vulkan"), 0};
            },
            [&](const std::string& why) { said.push_back(why); }, {});
        ASSERT_TRUE(engine->open(models.model()->info().path, {}, {}));
        const auto answer =
            engine->answer(std::vector<ChatMessage>{{Role::User, "Hello"}}, greedy(4), {}, {});
        EXPECT_TRUE(answer);
        EXPECT_EQ(engine->executorName(), "CPU");
        EXPECT_EQ(said.size(), 1U);
    }
}

} // namespace
