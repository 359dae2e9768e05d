// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_session.h"

#include "output.h"

#include <chrono>
#include <fmt/format.h>
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
    case Step::MeasuringMemory:
        return "Measuring the memory";
    case Step::Hashing:
        return fmt::format("Hashing the model: {:.0f} %", 100 * now.fraction);
    case Step::Ended:
        break;
    }
    return {};
}

} // namespace

plm::Result<plm::BenchSetup> benchSetup(const EvaluationOptions& options, Terminal& log) {
    const std::chrono::duration<double> before = Clock::now() - kProgramStart;
    auto session = options.sessionOptions();
    if (!session)
        return tl::unexpected(session.error());
    const auto notice = [&log](const std::string& sentence) {
        log.clearLine();
        printNote("{}", sentence);
    };
    return plm::BenchSetup{options.model, std::move(*session), before.count(), notice};
}

plm::BenchControl benchControl(Terminal& log, const std::stop_token& stop) {
    const auto show = [&log](const plm::BenchProgress& now) {
        if (now.step == plm::BenchProgress::Step::Ended)
            log.clearLine();
        else
            log.showLine(progressText(now));
    };
    return {show, stop};
}

} // namespace peripheral::cli
