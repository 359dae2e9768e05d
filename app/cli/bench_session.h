// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"
#include "options.h"
#include "terminal.h"

#include <plm/session.h>

#include <memory>
#include <stop_token>

namespace peripheral::cli {

/// Opens a session for `context` tokens and reads a first token, twice, both timed: once with the file
/// dropped from the page cache, where that can be had, and once more. Fills in what `run` knows of them.
plm::Result<std::unique_ptr<plm::Session>> beginBench(const EvaluationOptions& options, int context,
                                                      BenchRun& run, Terminal& log,
                                                      const std::stop_token& stop);

/// Warms a test up and runs it so many times.
plm::Result<BenchResult> measureTest(BenchRunner& runner, const BenchTest& test, int repetitions,
                                     Terminal& log);

/// What the tests have left behind, and the machine's read bandwidth. After the tests, because it takes
/// memory itself.
plm::Status endBench(const plm::Session& session, BenchRun& run, Terminal& log, const std::stop_token& stop);

} // namespace peripheral::cli
