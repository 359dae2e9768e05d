// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"
#include "options.h"
#include "terminal.h"

#include <plm/benchmark.h>
#include <plm/benchmark_run.h>
#include <plm/draft_benchmark.h>
#include <plm/restore_benchmark.h>
#include <plm/result.h>
#include <plm/session.h>

#include <filesystem>
#include <stop_token>
#include <vector>

namespace peripheral::cli {

/// What the command line asks for.
struct BenchOptions {
    EvaluationOptions evaluation;
    std::vector<int> prompts{512};
    std::vector<int> generations{128};
    std::vector<int> depths{0};
    std::vector<int> restores;
    int repetitions = 5;
    std::filesystem::path text;
    bool draft = false;
    std::filesystem::path peer; ///< a llama-bench program; empty: none
    bool json = false, csv = false, markdown = false;
};

/// What the options ask for, "auto" as what answers with the model, first tokens counted from the start of
/// the program. What the model has to say is noted, in place of the line on `log`, which must outlive it.
plm::Result<plm::BenchSetup> benchSetup(const EvaluationOptions& options, Terminal& log);

/// Shows on `log`, which must outlive it, what is done.
plm::BenchControl benchControl(Terminal& log, const std::stop_token& stop);
/// Likewise; where a GPU computes, the mark of its start stands until the first token has been read.
plm::BenchControl benchControl(Terminal& log, const std::stop_token& stop,
                               const plm::SessionOptions& options);

/// What was measured in a session.
struct BenchResults {
    std::vector<plm::BenchResult> tests;
    std::vector<PeerResult> peers; ///< one a test, or none
    std::vector<plm::DraftResult> drafts;
    std::vector<plm::RestoreResult> restores;
};

/// Measures everything that is measured in the session: `tests`, and what `options` want besides. `context`
/// is the longest that any of it comes to, in tokens.
plm::Result<BenchResults> measureAll(plm::Session& session, const BenchOptions& options,
                                     std::vector<plm::BenchTest> tests, int context, Terminal& log,
                                     const std::stop_token& stop);

} // namespace peripheral::cli
