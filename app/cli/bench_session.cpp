// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_session.h"

#include "open_session.h"

#include <plm/sha256.h>

#include <chrono>
#include <fmt/format.h>
#include <utility>

namespace peripheral::cli {

namespace {

using Clock = std::chrono::steady_clock;

const Clock::time_point kProgramStart = Clock::now(); // as good as, before main() begins

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Opens the session and reads a first token. `beforehand` are the seconds that the program took to get here.
plm::Result<std::unique_ptr<plm::Session>> timedStart(const EvaluationOptions& options,
                                                      const plm::SessionOptions& session, double beforehand,
                                                      BenchStart& times, Terminal& log,
                                                      const std::stop_token& stop) {
    const auto start = Clock::now();
    const auto model = openModel(options.model, log);
    if (!model)
        return tl::unexpected(model.error());
    auto opened = makeSession(*model, session, log, stop);
    if (!opened)
        return opened;
    times.load = secondsSince(start);
    std::vector<float> logits(static_cast<std::size_t>((*model)->info().hyper.vocabulary));
    const plm::TokenId first = 0;
    if (const plm::Status read = (*opened)->evaluate({&first, 1}, logits, stop); !read)
        return tl::unexpected(read.error());
    times.firstToken = beforehand + secondsSince(start);
    (*opened)->rewind(0);
    return opened;
}

/// The start with nothing of the file in memory, or why there is none.
plm::Status coldStart(const EvaluationOptions& options, double beforehand, BenchRun& run, Terminal& log,
                      const std::stop_token& stop) {
    const plm::Status dropped = plm::dropFromPageCache(options.model);
    if (!dropped) {
        run.notCold = dropped.error().message;
        return {};
    }
    BenchStart times;
    return timedStart(options, run.options, beforehand, times, log, stop).map([&](const auto& /*session*/) {
        run.cold = times;
    });
}

/// The start with the weights kept, which are written first where that is still to be done. A session all the
/// same where none are kept, of a small model or because they cannot be written.
plm::Result<std::unique_ptr<plm::Session>> keptStart(const EvaluationOptions& options,
                                                     const plm::SessionOptions& session, double beforehand,
                                                     BenchRun& run, Terminal& log,
                                                     const std::stop_token& stop) {
    BenchStart times;
    auto opened = timedStart(options, session, beforehand, times, log, stop);
    if (!opened)
        return opened;
    keepWeights(**opened, log, stop);
    if (!(*opened)->weightsAreKept()) {
        opened->reset(); // or both would be in memory
        opened = timedStart(options, session, beforehand, times, log, stop);
    }
    if (opened && (*opened)->weightsAreKept())
        run.kept = times;
    return opened;
}

void describe(const plm::Session& session, BenchRun& run) {
    run.info = session.model().info();
    run.sparse = session.skipsZeros();
    run.threads = session.threads();
    run.cacheBytesPerToken = session.cacheBytesPerToken();
}

} // namespace

plm::Result<std::unique_ptr<plm::Session>> beginBench(const EvaluationOptions& options, int context,
                                                      BenchRun& run, Terminal& log,
                                                      const std::stop_token& stop) {
    const double beforehand = secondsSince(kProgramStart);
    auto file = plm::ModelFile::read(options.model);
    if (!file)
        return tl::unexpected(file.error());
    run.file = std::move(*file);
    const auto sessionOptions = options.sessionOptions();
    if (!sessionOptions)
        return tl::unexpected(sessionOptions.error());
    run.options = *sessionOptions;
    run.options.contextLength = context;
    run.options.pastModelContext = true;
    const plm::KeptWeights kept = std::exchange(run.options.keptWeights, {}); // not for the starts without
    run.before = plm::conditions();
    if (const plm::Status cold = coldStart(options, beforehand, run, log, stop); !cold)
        return tl::unexpected(cold.error());
    auto session = timedStart(options, run.options, beforehand, run.warm, log, stop);
    if (session && !kept.folder.empty()) {
        session->reset();
        plm::SessionOptions keeping = run.options;
        keeping.keptWeights = kept;
        session = keptStart(options, keeping, beforehand, run, log, stop);
    }
    if (session)
        describe(**session, run);
    return session;
}

plm::Result<BenchResult> measureTest(BenchRunner& runner, const BenchTest& test, int repetitions,
                                     Terminal& log) {
    BenchResult result{test};
    const std::string name = fmt::format("{} at {}", test.name(), test.depth);
    log.showLine(name + ": warming up");
    if (const plm::Status warm = runner.warmUp(test); !warm)
        return tl::unexpected(warm.error());
    for (int i = 0; i < repetitions; ++i) {
        log.showLine(fmt::format("{}: {} of {}", name, i + 1, repetitions));
        if (const plm::Status ran = runner.repeat(result); !ran)
            return tl::unexpected(ran.error());
    }
    log.clearLine();
    return result;
}

plm::Status endBench(const plm::Session& session, BenchRun& run, Terminal& log, const std::stop_token& stop) {
    run.after = plm::conditions();
    run.memory = plm::memoryUse();
    run.sessionMemory = session.profile().memory;
    log.showLine("Measuring the memory");
    const auto bandwidth = plm::readBandwidth(run.threads, stop);
    if (!bandwidth)
        return tl::unexpected(bandwidth.error());
    run.readBandwidth = *bandwidth;
    const auto progress = [&log](double fraction) {
        log.showLine(fmt::format("Hashing the model: {:.0f} %", 100 * fraction));
    };
    const auto hash = plm::sha256OfFile(run.file.path, progress, stop);
    log.clearLine();
    if (!hash)
        return tl::unexpected(hash.error());
    run.modelHash = *hash;
    return {};
}

} // namespace peripheral::cli
