// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_session.h"

#include "bench_peer.h"
#include "figures.h"
#include "gpus.h"
#include "output.h"
#include "text_input.h"

#include <plm/benchmark.h>
#include <plm/model.h>
#include <plm/shown_text.h>
#include <plm/tokenizer.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace peripheral::cli {

namespace {

using Clock = std::chrono::steady_clock;

const Clock::time_point kProgramStart = Clock::now(); // as good as, before main() begins

std::string repetitionText(const plm::BenchProgress& now) {
    const std::string test = fmt::format("{} at {}", now.test.name(), now.test.depth);
    return now.repetition == 0 ? test + ": warming up"
                               : fmt::format("{}: {} of {}", test, now.repetition, now.repetitions);
}

std::string progressText(const plm::BenchProgress& now) {
    using Step = plm::BenchProgress::Step;
    switch (now.step) {
    case Step::Synthesising:
        return fmt::format("Writing a model to measure with: {:.0f} %", 100 * now.fraction);
    case Step::Loading:
        return fmt::format("Loading the model: {:.0f} %", 100 * now.fraction);
    case Step::KeepingWeights:
        return "Keeping the converted weights for the next start";
    case Step::Testing:
        return repetitionText(now);
    case Step::Drafting:
        return fmt::format("{} at {}, with drafting and without", now.test.name(), now.test.depth);
    case Step::Restoring:
        return fmt::format("Reading, saving and restoring {} tokens", now.test.tokens);
    case Step::Sustaining:
        return fmt::format("Writing without a pause: {:.0f} %", 100 * now.fraction);
    case Step::Predicting:
        return fmt::format("Predicting a text: {:.0f} %", 100 * now.fraction);
    case Step::MeasuringMemory:
        return fmt::format("Measuring the memory with {} threads", now.threads);
    case Step::Multiplying:
        return fmt::format("Measuring the kernels with {} threads", now.threads);
    case Step::Hashing:
        return fmt::format("Hashing the model: {:.0f} %", 100 * now.fraction);
    case Step::Ended:
        break;
    }
    return {};
}

/// How long all of it will take yet, where that is known.
std::string leftText(const plm::BenchProgress& now) {
    return now.secondsLeft ? fmt::format(" (about {} left)", durationText(*now.secondsLeft)) : std::string();
}

/// Tokens of the text, or random ones.
plm::Result<std::vector<plm::TokenId>> sequenceFor(const BenchOptions& options, const plm::Model& model,
                                                   int length) {
    constexpr std::uint64_t kSeed = 1; // the same in every run, or outputs could not be compared
    if (options.text.empty())
        return plm::randomTokens(length, model.info().hyper.vocabulary, kSeed);
    const auto text = readText(options.text);
    if (!text)
        return tl::unexpected(text.error());
    auto tokens = model.tokenizer().encode(*text, plm::SpecialTokens::AsText);
    if (!tokens)
        return plm::fail(tokens.error().kind,
                         fmt::format("{}: {}", plm::displayName(options.text), tokens.error().message));
    if (tokens->size() < static_cast<std::size_t>(length))
        return plm::fail(plm::ErrorKind::BadArgument,
                         fmt::format("{}: The tests need {} tokens, and the text has {}.",
                                     plm::displayName(options.text), length, tokens->size()));
    return tokens;
}

/// With --draft: the generations among `tests`, which it takes out.
plm::Result<std::vector<plm::DraftResult>> measureDrafts(plm::Session& session, const BenchOptions& options,
                                                         std::span<const plm::TokenId> sequence,
                                                         std::vector<plm::BenchTest>& tests,
                                                         const plm::BenchControl& control) {
    const auto isGeneration = [](const plm::BenchTest& test) {
        return test.kind == plm::BenchTest::Kind::Generation;
    };
    std::vector<plm::DraftResult> results;
    if (!options.draft)
        return results;
    for (const plm::BenchTest& test : tests) {
        if (!isGeneration(test))
            continue;
        auto result = plm::measureDraft(session, sequence, test, options.repetitions, control);
        if (!result)
            return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    std::erase_if(tests, isGeneration);
    return results;
}

plm::Result<std::vector<plm::RestoreResult>> measureRestores(plm::Session& session,
                                                             const BenchOptions& options,
                                                             std::span<const plm::TokenId> sequence,
                                                             const plm::BenchControl& control) {
    std::vector<plm::RestoreResult> results;
    for (const int tokens : options.restores) {
        auto result = plm::measureRestore(session, sequence, tokens, options.repetitions, control);
        if (!result)
            return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

/// Measures a test by the peer, or does nothing where there is none.
using MeasureByPeer = std::function<plm::Status(const plm::BenchTest& test)>;

/// Adds to `results`, which must outlive it.
MeasureByPeer peerOf(const BenchOptions& options, int threads, Terminal& log, const std::stop_token& stop,
                     BenchResults& results) {
    if (options.peer.empty())
        return [](const plm::BenchTest&) { return plm::Status(); };
    const Peer made(options.peer, options.evaluation.model, threads, options.repetitions);
    return [&options, &log, &results, stop, peer = made](const plm::BenchTest& test) mutable {
        log.showLine(fmt::format("{} at {} by {}", test.name(), test.depth, plm::displayName(options.peer)));
        return peer.measure(test, stop).map([&](PeerTest&& found) {
            results.peers.push_back({options.peer, std::move(found)});
        });
    };
}

/// The tests, each of them by the peer too; who is first changes, so that drift evens out.
plm::Status measureTests(plm::BenchRunner& runner, std::span<const plm::BenchTest> tests, int repetitions,
                         const MeasureByPeer& measureByPeer, BenchResults& results) {
    for (const plm::BenchTest& test : tests) {
        const bool isPeerFirst = results.tests.size() % 2 == 1;
        if (isPeerFirst)
            if (const plm::Status done = measureByPeer(test); !done)
                return done;
        auto result = runner.measure(test, repetitions);
        if (!result)
            return tl::unexpected(result.error());
        results.tests.push_back(std::move(*result));
        if (!isPeerFirst)
            if (const plm::Status done = measureByPeer(test); !done)
                return done;
    }
    return {};
}

/// Opens the model only where its shape matters.
plm::Status chooseWhatAnswers(const EvaluationOptions& options, plm::SessionOptions& session) {
    if (options.executor != "auto" || !knowsFasterGpu())
        return {};
    return plm::Model::open(options.model).map([&](const std::shared_ptr<const plm::Model>& model) {
        chooseAutomatically(*options.executors, model->info(), session);
    });
}

} // namespace

plm::Result<plm::BenchSetup> benchSetup(const EvaluationOptions& options, Terminal& log) {
    const std::chrono::duration<double> before = Clock::now() - kProgramStart;
    auto session = options.sessionOptions();
    if (!session)
        return tl::unexpected(session.error());
    if (const plm::Status chosen = chooseWhatAnswers(options, *session); !chosen)
        return tl::unexpected(chosen.error());
    const auto notice = [&log](const std::string& sentence) {
        log.clearLine();
        printNote("{}", sentence);
    };
    return plm::BenchSetup{.model = options.model,
                           .session = std::move(*session),
                           .secondsBefore = before.count(),
                           .notice = notice};
}

plm::BenchControl benchControl(Terminal& log, const std::stop_token& stop) {
    const auto show = [&log](const plm::BenchProgress& now) {
        if (now.step == plm::BenchProgress::Step::Ended)
            log.clearLine();
        else
            log.showLine(progressText(now) + leftText(now));
    };
    return {show, stop};
}

plm::BenchControl benchControl(Terminal& log, const std::stop_token& stop,
                               const plm::SessionOptions& options) {
    plm::BenchControl control = benchControl(log, stop);
    const auto start = std::make_shared<plm::GpuStart>(beginGpuStart(options));
    control.progress = [show = control.progress, start](const plm::BenchProgress& now) {
        if (now.step == plm::BenchProgress::Step::Testing)
            start->end();
        show(now);
    };
    return control;
}

plm::Result<BenchResults> measureAll(plm::Session& session, const BenchOptions& options,
                                     std::vector<plm::BenchTest> tests, int context, Terminal& log,
                                     const std::stop_token& stop) {
    auto sequence = sequenceFor(options, session.model(), context);
    if (!sequence)
        return tl::unexpected(sequence.error());
    const plm::BenchControl control = benchControl(log, stop);
    auto restores = measureRestores(session, options, *sequence, control);
    if (!restores)
        return tl::unexpected(restores.error());
    auto drafts = measureDrafts(session, options, *sequence, tests, control);
    if (!drafts)
        return tl::unexpected(drafts.error());
    session.rewind(0);
    BenchResults results{{}, {}, std::move(*drafts), std::move(*restores)};
    plm::BenchRunner runner(session, std::move(*sequence), control);
    const MeasureByPeer measureByPeer = peerOf(options, session.threads(), log, stop, results);
    const plm::Status done = measureTests(runner, tests, options.repetitions, measureByPeer, results);
    log.clearLine();
    if (!done)
        return tl::unexpected(done.error());
    return results;
}

} // namespace peripheral::cli
