// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic_session.h"

#include <plm/engine.h>
#include <plm/synthesize.h>

#include <cmath>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;

// No test here depends on the time that anything takes: sessions get clocks of their own.

/// One thread is enough here, and does not wait for others on a busy machine.
SessionOptions oneThread() {
    SessionOptions options;
    options.threads = 1;
    return options;
}

/// Every batch takes as long as a single token, so that drafts are long.
SessionOptions cheapBatches() {
    SessionOptions options = oneThread();
    options.clock = [seconds = 0.0]() mutable { return seconds += 1; };
    return options;
}

/// Batches take any time, so that drafts have all sorts of lengths.
SessionOptions erraticBatches(unsigned seed) {
    SessionOptions options = oneThread();
    options.clock = [seconds = 0.0, random = std::mt19937(seed)]() mutable {
        return seconds += 0.001 * static_cast<double>(random() % 100 + 1);
    };
    return options;
}

GenerationOptions without(GenerationOptions options) {
    options.draft = false;
    return options;
}

/// A prompt that says the same thing several times.
std::vector<TokenId> repeatingPrompt(int size) {
    const auto once = randomTokens(12);
    std::vector<TokenId> prompt;
    for (int i = 0; i < size; ++i)
        prompt.push_back(once[static_cast<std::size_t>(i) % once.size()]);
    return prompt;
}

/// All that a caller gets to see of an answer.
struct Seen {
    Generation answer;
    std::vector<std::pair<std::string, int>> pieces;
    int position = 0;
};

Seen generate(Session& session, std::span<const TokenId> prompt, const GenerationOptions& options,
              int cancelAt = 0, const std::stop_token& stop = {}) {
    Seen seen;
    GenerationCallbacks callbacks;
    callbacks.onText = [&](std::string_view text, int tokens) {
        seen.pieces.emplace_back(text, tokens);
        return tokens != cancelAt;
    };
    auto answer = session.generate(prompt, options, callbacks, stop);
    EXPECT_TRUE(answer) << answer.error().message;
    seen.answer = std::move(*answer);
    seen.position = session.position();
    return seen;
}

void expectSame(const Seen& drafted, const Seen& plain, const std::string& what) {
    EXPECT_EQ(drafted.answer.tokens, plain.answer.tokens) << what;
    EXPECT_EQ(drafted.answer.text, plain.answer.text) << what;
    EXPECT_EQ(drafted.answer.reason, plain.answer.reason) << what;
    EXPECT_EQ(drafted.answer.statistics.answerTokens, plain.answer.statistics.answerTokens) << what;
    EXPECT_EQ(drafted.answer.statistics.cachedTokens, plain.answer.statistics.cachedTokens) << what;
    EXPECT_EQ(drafted.answer.statistics.cacheBytes, plain.answer.statistics.cacheBytes) << what;
    EXPECT_EQ(drafted.pieces, plain.pieces) << what;
    EXPECT_EQ(drafted.position, plain.position) << what;
    EXPECT_EQ(plain.answer.statistics.drafted, 0) << what;
}

/// A quantised model whose answers loop, as random models' do.
class Looping : public testing::Test {
protected:
    Looping() {
        SynthesisOptions options;
        options.shape.layers = 2;
        options.shape.embedding = 512;
        options.shape.feedForward = 1024;
        options.shape.heads = 2;
        options.shape.latentRank = 256;
        options.shape.noPositionWidth = 64;
        options.shape.rotaryWidth = 16;
        options.shape.valueWidth = 64;
        options.shape.vocabulary = 512;
        options.shape.contextLength = 256;
        options.type = "Q4_0";
        const auto path = m_folder.path() / "model.gguf";
        const Status written = synthesize(path, options);
        EXPECT_TRUE(written) << written.error().message;
        m_model = *Model::open(path);
    }

    [[nodiscard]] std::unique_ptr<Session> open(const SessionOptions& options = oneThread()) const {
        return std::move(*Session::create(m_model, options));
    }

    TemporaryFolder m_folder;
    std::shared_ptr<const Model> m_model;
};

TEST_F(Looping, TheSameTextForEverySamplingOption) {
    const auto prompt = repeatingPrompt(40);
    int accepted = 0;
    std::uint64_t seed = 0;
    for (const float temperature : {0.0F, 0.6F, 2.0F})
        for (const float penalty : {1.0F, 1.3F, 0.7F}) {
            ++seed;
            GenerationOptions options = greedy(120);
            options.sampling.temperature = temperature;
            options.sampling.repeatPenalty = penalty;
            options.sampling.seed = seed;
            const auto what =
                "temperature " + std::to_string(temperature) + ", penalty " + std::to_string(penalty);
            const Seen plain = generate(*open(), prompt, without(options));
            const Seen cheap = generate(*open(cheapBatches()), prompt, options);
            expectSame(cheap, plain, what);
            expectSame(generate(*open(erraticBatches(static_cast<unsigned>(seed))), prompt, options), plain,
                       what + ", erratic");
            accepted += cheap.answer.statistics.accepted;
        }
    EXPECT_GT(accepted, 100) << "drafts were right";
}

TEST_F(Looping, StopStringsInsideADraftEndTheAnswer) {
    const auto prompt = repeatingPrompt(40);
    const Seen whole = generate(*open(cheapBatches()), prompt, greedy(60));
    ASSERT_GT(whole.answer.statistics.accepted, 20);
    for (std::size_t begin = 0; begin + 3 < whole.answer.text.size(); begin += 5) {
        GenerationOptions options = greedy(60);
        options.stopStrings = {whole.answer.text.substr(begin, 3), "never said"};
        const Seen plain = generate(*open(), prompt, without(options));
        EXPECT_EQ(plain.answer.reason, StopReason::StopString);
        expectSame(generate(*open(cheapBatches()), prompt, options), plain, options.stopStrings[0]);
    }
}

TEST_F(Looping, EveryNumberOfTokensIsKeptTo) {
    const auto prompt = repeatingPrompt(40);
    for (int most = 1; most <= 40; ++most) {
        const auto session = open(cheapBatches());
        const Seen drafted = generate(*session, prompt, greedy(most));
        expectSame(drafted, generate(*open(), prompt, without(greedy(most))), std::to_string(most));
        // Nothing is evaluated whose logits nobody would want.
        EXPECT_EQ(session->evaluatedTokens(),
                  prompt.size() + drafted.answer.tokens.size() - 1 +
                      static_cast<std::size_t>(drafted.answer.statistics.drafted -
                                               drafted.answer.statistics.accepted));
    }
}

/// Stopped at any token, also within a draft, the cache holds what was said and nothing else.
TEST_F(Looping, CancelledInsideADraftNothingIsLeftOfIt) {
    const auto prompt = repeatingPrompt(40);
    int insideDrafts = 0;
    for (int tokens = 1; tokens <= 30; ++tokens) {
        const auto drafting = open(cheapBatches());
        const auto plain = open();
        const Seen drafted = generate(*drafting, prompt, greedy(100), tokens);
        expectSame(drafted, generate(*plain, prompt, without(greedy(100)), tokens), std::to_string(tokens));
        EXPECT_EQ(drafted.answer.reason, StopReason::Cancelled);
        const Statistics& statistics = drafted.answer.statistics;
        insideDrafts += statistics.drafted > statistics.accepted ? 1 : 0;
        // The next turn keeps what it keeps without drafts, and goes on alike.
        auto next = prompt;
        next.insert(next.end(), drafted.answer.tokens.begin(), drafted.answer.tokens.end());
        for (const TokenId token : randomTokens(5, 3))
            next.push_back(token);
        expectSame(generate(*drafting, next, greedy(20)), generate(*plain, next, without(greedy(20))),
                   "the turn after " + std::to_string(tokens));
    }
    EXPECT_GT(insideDrafts, 10);
}

/// The clock is read before and after each batch, so it can stop any of them.
TEST_F(Looping, StoppedWhileABatchIsEvaluatedItIsForgotten) {
    const auto prompt = repeatingPrompt(40);
    const auto whole = generate(*open(), prompt, without(greedy(100))).answer.tokens;
    for (int batch = 1; batch <= 12; ++batch) {
        std::stop_source stop;
        SessionOptions options = oneThread();
        options.clock = [&stop, calls = 0, last = 2 * batch - 1]() mutable {
            if (++calls == last)
                stop.request_stop();
            return static_cast<double>(calls);
        };
        const auto session = open(options);
        const Seen seen = generate(*session, prompt, greedy(100), 0, stop.get_token());
        EXPECT_EQ(seen.answer.reason, StopReason::Cancelled);
        ASSERT_LE(seen.answer.tokens.size(), whole.size());
        EXPECT_TRUE(std::equal(seen.answer.tokens.begin(), seen.answer.tokens.end(), whole.begin()));
        EXPECT_EQ(seen.position, static_cast<int>(prompt.size() + seen.answer.tokens.size()) - 1);
        auto next = prompt;
        next.insert(next.end(), seen.answer.tokens.begin(), seen.answer.tokens.end());
        EXPECT_EQ(generate(*session, next, greedy(20)).answer.tokens,
                  generate(*open(), next, without(greedy(20))).answer.tokens);
    }
}

TEST_F(Looping, ADraftEndsWithTheContext) {
    for (int size = 20; size < 40; ++size) {
        SessionOptions options = cheapBatches();
        options.contextLength = 64;
        const Seen drafted = generate(*open(options), repeatingPrompt(size), greedy(0));
        const Seen plain =
            generate(*open({.threads = 1, .contextLength = 64}), repeatingPrompt(size), without(greedy(0)));
        expectSame(drafted, plain, std::to_string(size));
        EXPECT_EQ(drafted.answer.reason, StopReason::ContextFull);
        EXPECT_EQ(drafted.position, 64);
        EXPECT_GT(drafted.answer.statistics.accepted, 0);
    }
}

TEST_F(Looping, SmallPiecesAndOtherExecutorsDoWithoutLongDrafts) {
    const auto prompt = repeatingPrompt(40);
    for (const int piece : {1, 3}) {
        SessionOptions options = cheapBatches();
        options.pieceTokens = piece;
        const Seen drafted = generate(*open(options), prompt, greedy(60));
        expectSame(drafted,
                   generate(*open({.threads = 1, .pieceTokens = piece}), prompt, without(greedy(60))),
                   "pieces");
        EXPECT_EQ(drafted.answer.statistics.draftLengths.size(), static_cast<std::size_t>(piece));
    }
    SessionOptions reference = cheapBatches();
    reference.executor = executorNamed("reference");
    EXPECT_EQ(generate(*open(reference), prompt, greedy(20)).answer.statistics.drafted, 0);
}

TEST_F(Looping, StatisticsTellWhatWasGuessed) {
    const auto session = open(cheapBatches());
    const Seen seen = generate(*session, repeatingPrompt(40), greedy(80));
    const Statistics& statistics = seen.answer.statistics;
    EXPECT_EQ(statistics.answerTokens, 80);
    EXPECT_EQ(statistics.draftLengths.size(), 16U);
    int evaluations = 0, guesses = 0;
    for (std::size_t length = 0; length < statistics.draftLengths.size(); ++length) {
        evaluations += statistics.draftLengths[length];
        guesses += static_cast<int>(length) * statistics.draftLengths[length];
    }
    EXPECT_EQ(guesses, statistics.drafted);
    EXPECT_EQ(evaluations + statistics.accepted, statistics.answerTokens - 1) << "the last is not read";
    EXPECT_LT(evaluations, 40);
    // Another answer is counted by itself.
    const Seen plain = generate(*session, repeatingPrompt(40), without(greedy(5)));
    EXPECT_EQ(plain.answer.statistics.draftLengths[0], 4);
}

TEST_F(Looping, BatchesUpToSixteenGiveTheBitsOfSingleSteps) {
    const auto tokens = randomTokens(64);
    const auto logits = [&](std::size_t piece) {
        const auto session = open();
        const std::size_t vocabulary = 512;
        std::vector<float> all(tokens.size() * vocabulary);
        for (std::size_t first = 0; first < tokens.size(); first += piece) {
            const std::size_t count = std::min(piece, tokens.size() - first);
            EXPECT_TRUE(session->evaluate(std::span(tokens).subspan(first, count),
                                          std::span(all).subspan(first * vocabulary, count * vocabulary)));
        }
        return all;
    };
    const auto expected = logits(1);
    for (std::size_t piece = 2; piece <= 16; ++piece)
        EXPECT_EQ(logits(piece), expected) << piece;
}

TEST_F(Looping, ReplayGivesTheLogitsOfSteps) {
    const auto text = repeatingPrompt(100);
    std::vector<float> expected(512), logits(512);
    const auto steps = open();
    for (const TokenId& token : text)
        ASSERT_TRUE(steps->evaluate({&token, 1}, expected));
    for (const bool draft : {false, true}) {
        const auto session = open(cheapBatches());
        const auto statistics = session->replay(text, logits, draft);
        ASSERT_TRUE(statistics);
        EXPECT_EQ(logits, expected);
        EXPECT_EQ(session->position(), 100);
        EXPECT_EQ(statistics->accepted > 50, draft);
        EXPECT_GT(statistics->decodeSeconds, 0);
    }
}

TEST_F(Looping, ReplayAcceptsWhatTheTextHasOnly) {
    auto text = repeatingPrompt(100);
    text[60] = 200;
    const auto session = open(cheapBatches());
    const auto statistics = session->replay(text, {}, true);
    ASSERT_TRUE(statistics);
    EXPECT_GT(statistics->drafted, statistics->accepted);
    EXPECT_EQ(session->position(), 100);
    std::vector<float> logits(512), expected(512);
    ASSERT_TRUE(session->evaluate(std::vector<TokenId>{5}, logits));
    const auto steps = open();
    for (const TokenId& token : text)
        ASSERT_TRUE(steps->evaluate({&token, 1}, {}));
    ASSERT_TRUE(steps->evaluate(std::vector<TokenId>{5}, expected));
    EXPECT_EQ(logits, expected);
}

TEST_F(Looping, ReplayRefusesWhatDoesNotFit) {
    const auto session = open();
    EXPECT_EQ(session->replay({}, {}, true).error().kind, ErrorKind::BadArgument);
    EXPECT_EQ(session->replay(repeatingPrompt(257), {}, true).error().kind, ErrorKind::ContextFull);
    EXPECT_EQ(session->replay(std::vector<TokenId>{512}, {}, true).error().kind, ErrorKind::BadArgument);
    std::vector<float> odd(100);
    EXPECT_EQ(session->replay(repeatingPrompt(5), odd, true).error().kind, ErrorKind::BadArgument);
    EXPECT_EQ(session->position(), 0);
}

/// Shapes whose attention is expanded for fewer than 16 tokens, which then round otherwise: drafts stay
/// shorter.
TEST(Drafting, NeverTakesBatchesThatRoundOtherwise) {
    const SyntheticSession models({.latentRank = 64, .noPositionWidth = 4, .valueWidth = 4});
    const auto prompt = repeatingPrompt(40);
    const Seen drafted = generate(*models.open(cheapBatches()), prompt, greedy(100));
    expectSame(drafted, generate(*models.open(oneThread()), prompt, without(greedy(100))), "narrow heads");
    EXPECT_GT(drafted.answer.statistics.draftLengths.size(), 1U);
    EXPECT_LT(drafted.answer.statistics.draftLengths.size(), 16U);
}

/// The built-in model tells the same story when it is asked again; the second time from the first.
TEST(Drafting, TheBuiltInModelRepeatsItselfQuickly) {
    const auto model = Model::open(PERIPHERAL_SOURCE_DIR "/resources/models/plm-nano.gguf");
    ASSERT_TRUE(model) << model.error().message;
    const auto tell = [&](const SessionOptions& options, const GenerationOptions& generation) {
        const auto session = std::move(*Session::create(*model, options));
        std::vector<ChatMessage> messages{{Role::User, "Tell me a story."}};
        std::vector<Seen> stories;
        for (int turn = 0; turn < 2; ++turn) {
            stories.push_back(generate(*session, *(*model)->chatTemplate().render(messages), generation));
            messages.push_back({Role::Assistant, stories.back().answer.text});
            messages.push_back({Role::User, "Tell me a story."});
        }
        return stories;
    };
    int accepted = 0;
    for (const float temperature : {0.0F, 0.3F, 0.8F})
        for (const float penalty : {1.0F, 1.1F}) {
            GenerationOptions options = greedy(200);
            options.sampling.temperature = temperature;
            options.sampling.repeatPenalty = penalty;
            options.sampling.seed = 11;
            const auto plain = tell(oneThread(), without(options));
            const auto drafted = tell(cheapBatches(), options);
            const auto erratic = tell(erraticBatches(1), options);
            for (std::size_t turn = 0; turn < 2; ++turn) {
                const auto what = "turn " + std::to_string(turn);
                expectSame(drafted[turn], plain[turn], what);
                expectSame(erratic[turn], plain[turn], what);
                accepted += drafted[turn].answer.statistics.accepted;
            }
        }
    EXPECT_GT(accepted, 50);
}

} // namespace
