// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/executor.h"
#include "synthetic_session.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <limits>
#include <numeric>

namespace {

using namespace plm;
using namespace plm::test;

/// How the executor below fails, and from which evaluation on, counted from 1.
enum class Failing { Never, Lost, NoMemory, NoNumbers };
Failing failing = Failing::Never;
int failsAt = 0;

/// The CPU's executor as a device that fails.
class FailingDevice final : public Executor {
public:
    explicit FailingDevice(std::unique_ptr<Executor> cpu) : m_cpu(std::move(cpu)) {}

    Status evaluate(const Batch& batch, LatentCache& cache) override {
        const bool fails = ++m_evaluations >= failsAt;
        if (fails && failing == Failing::Lost)
            return fail(ErrorKind::DeviceLost, "The device was lost.");
        if (fails && failing == Failing::NoMemory)
            return fail(ErrorKind::OutOfMemory, "The device had not enough memory.");
        const Status done = m_cpu->evaluate(batch, cache);
        if (fails && failing == Failing::NoNumbers && !batch.logits.empty())
            batch.logits.back() = std::numeric_limits<float>::quiet_NaN();
        if (!batch.candidates.empty())
            reduce(batch);
        return done;
    }
    [[nodiscard]] bool givesCandidates() const override { return true; }
    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity,
                                                                 CacheType type) const override {
        return m_cpu->makeCache(capacity, type);
    }
    [[nodiscard]] const Counters& counters() const override { return m_cpu->counters(); }
    [[nodiscard]] bool isOnDevice() const override { return true; }
    [[nodiscard]] int alikeTogether() const override { return m_cpu->alikeTogether(); }
    [[nodiscard]] int threads() const override { return m_cpu->threads(); }
    [[nodiscard]] bool skipsZeros() const override { return m_cpu->skipsZeros(); }

private:
    /// Leaves of the logits nothing of use.
    static void reduce(const Batch& batch) {
        const std::size_t rows = batch.logits.size() / kSyntheticVocabulary;
        const std::size_t each = batch.candidates.size() / rows;
        for (std::size_t row = 0; row < rows; ++row)
            findCandidates(batch.logits.subspan(row * kSyntheticVocabulary, kSyntheticVocabulary),
                           batch.candidates.subspan(row * each, each));
        std::ranges::fill(batch.logits, 0.0F);
    }

    std::unique_ptr<Executor> m_cpu;
    int m_evaluations = 0;
};

Result<std::unique_ptr<Executor>> makeFailingDevice(const Model& model, const SessionOptions& options,
                                                    const WeightLoading& loading) {
    return executorNamed("cpu")->make(model, options, loading).map([](std::unique_ptr<Executor> cpu) {
        return std::unique_ptr<Executor>(std::make_unique<FailingDevice>(std::move(cpu)));
    });
}

const ExecutorPlug kFailingDevice{.name = "failing",
                                  .words = "Failing device",
                                  .llamaBenchBackend = "",
                                  .hasFlashAttention = false,
                                  .check = [] { return Status(); },
                                  .make = makeFailingDevice,
                                  .need = nullptr,
                                  .pass = nullptr};

std::stop_source stopsWhenMade;

/// Stops whoever waits for it.
const ExecutorPlug kStoppingStandIn{
    .name = "stopping",
    .words = "Stopping",
    .llamaBenchBackend = "",
    .hasFlashAttention = false,
    .check = [] { return Status(); },
    .make =
        [](const Model& model, const SessionOptions& options, const WeightLoading& loading) {
            auto made = executorNamed("cpu")->make(model, options, loading);
            stopsWhenMade.request_stop();
            return made;
        },
    .need = nullptr,
    .pass = nullptr};

class TakingOver : public testing::Test {
protected:
    ~TakingOver() override { failing = Failing::Never; }

    [[nodiscard]] std::unique_ptr<Session> failingSession(Failing how, int at) {
        failing = how;
        failsAt = at;
        return models.open({.executor = &kFailingDevice,
                            .standIn = executorNamed("cpu"),
                            .onStandIn = [this](const std::string& sentence) { said.push_back(sentence); },
                            .pieceTokens = 16});
    }

    /// Stopped at `position`, it goes on later as if nothing had been.
    void expectStopped(Session& session, std::stop_token stop, int position) {
        const auto answer = session.generate(prompt, greedy(10), {}, std::move(stop));
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_EQ(answer->reason, StopReason::Cancelled);
        EXPECT_EQ(session.position(), position);
        const auto whole = models.open()->generate(prompt, greedy(10));
        const auto next = session.generate(prompt, greedy(10));
        ASSERT_TRUE(next);
        EXPECT_EQ(next->tokens, whole->tokens);
    }

    const SyntheticSession models;
    const std::vector<TokenId> prompt = randomTokens(40);
    std::vector<std::string> said;
};

/// Whenever it happens: in the first piece of the prompt, in another, or while the answer is written.
TEST_F(TakingOver, GoesOnWithTheSameAnswer) {
    const auto whole = models.open({.pieceTokens = 16})->generate(prompt, greedy(20));
    ASSERT_TRUE(whole);
    for (const Failing how : {Failing::Lost, Failing::NoMemory, Failing::NoNumbers})
        for (int at = 1; at <= 12; ++at) {
            SCOPED_TRACE(at);
            said.clear();
            const auto session = failingSession(how, at);
            GenerationOptions options = greedy(20);
            options.draft = at <= 6; // else there might be fewer evaluations
            const auto answer = session->generate(prompt, options);
            ASSERT_TRUE(answer) << answer.error().message;
            EXPECT_EQ(answer->tokens, whole->tokens);
            EXPECT_THAT(said, testing::ElementsAre(testing::EndsWith("From here on the CPU computes.")));
            EXPECT_EQ(session->executor().name, "cpu");
            EXPECT_EQ(session->position(), 40 + 20 - 1);
        }
}

TEST_F(TakingOver, CountsEachTokenOnce) {
    const auto session = failingSession(Failing::Lost, 8);
    GenerationOptions options = greedy(20);
    options.draft = false;
    std::uint64_t told = 0;
    GenerationCallbacks callbacks;
    callbacks.onReading = [&](const AnswerReading& reading) { told += reading.cost.tokens; };
    const auto answer = session->generate(prompt, options, callbacks);
    ASSERT_TRUE(answer);
    EXPECT_EQ(told, 40U + 19U);
    EXPECT_EQ(session->evaluatedTokens(), 40U + 19U);
    EXPECT_EQ(answer->statistics.decoding.tokens, 19U);
    for (const Part part : kAllParts)
        EXPECT_GE(answer->statistics.decoding.secondsOf(part), 0) << toString(part);
    for (const float share : session->activeByLayer())
        EXPECT_TRUE(share >= 0 && share <= 1) << share;
}

/// Making the stand-in and reading again take long on a slow machine: whoever watches hears that it goes on.
TEST_F(TakingOver, TellsOfEachStep) {
    failing = Failing::Lost;
    failsAt = 4; // three pieces of the prompt are read
    int steps = 0;
    const auto session = models.open({.executor = &kFailingDevice,
                                      .standIn = executorNamed("cpu"),
                                      .onStandIn = [&](const std::string&) { EXPECT_EQ(steps, 0); },
                                      .onStandInStep = [&] { ++steps; },
                                      .pieceTokens = 16});
    ASSERT_TRUE(session->generate(prompt, greedy(4)));
    const int layers = session->model().info().hyper.layers;
    EXPECT_GT(steps, 3 * layers) << "those of loading, and each layer of three pieces";
    const int before = steps;
    ASSERT_TRUE(session->generate(randomTokens(20), greedy(4)));
    EXPECT_EQ(steps, before) << "what the stand-in reads from then on is told as ever";
}

TEST_F(TakingOver, HappensOnce) {
    const auto session = failingSession(Failing::Lost, 5);
    ASSERT_TRUE(session->generate(prompt, greedy(10)));
    const auto before = session->evaluatedTokens();
    std::vector<TokenId> longer = prompt;
    longer.push_back(7);
    ASSERT_TRUE(session->generate(longer, greedy(10)));
    EXPECT_EQ(said.size(), 1U);
    EXPECT_LE(session->evaluatedTokens() - before, 1U + 10U) << "the prompt was kept";
}

TEST_F(TakingOver, CanBeStoppedBeforeTheStandInIsThere) {
    std::stop_source stop;
    failing = Failing::Lost;
    failsAt = 4; // three pieces of the prompt are read
    const auto session = models.open({.executor = &kFailingDevice,
                                      .standIn = executorNamed("cpu"),
                                      .onStandIn = [&](const std::string&) { stop.request_stop(); },
                                      .pieceTokens = 16});
    expectStopped(*session, stop.get_token(), 40);
}

TEST_F(TakingOver, CanBeStoppedWhileItReadsAgain) {
    stopsWhenMade = {};
    failing = Failing::Lost;
    failsAt = 4;
    const auto session =
        models.open({.executor = &kFailingDevice, .standIn = &kStoppingStandIn, .pieceTokens = 16});
    expectStopped(*session, stopsWhenMade.get_token(), 0);
}

TEST_F(TakingOver, WithoutAStandInTheFailureIsTold) {
    failing = Failing::Lost;
    failsAt = 4;
    const auto session = models.open({.executor = &kFailingDevice, .standIn = nullptr, .pieceTokens = 16});
    const auto answer = session->generate(prompt, greedy(10));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::DeviceLost);
}

/// What was restored to the device is read again, too.
TEST_F(TakingOver, SavedCachesAreTakenUpByTheStandIn) {
    const TemporaryFolder folder;
    const auto session = failingSession(Failing::Lost, 100);
    ASSERT_TRUE(session->generate(prompt, greedy(4)));
    ASSERT_TRUE(session->save(folder / "cache"));
    const auto other = failingSession(Failing::Lost, 1);
    ASSERT_TRUE(other->restore(folder / "cache"));
    const auto answer = other->generate(prompt, greedy(10));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->tokens, models.open()->generate(prompt, greedy(10))->tokens);
}

} // namespace
