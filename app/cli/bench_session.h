// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"
#include "terminal.h"

#include <plm/benchmark.h>
#include <plm/benchmark_run.h>
#include <plm/result.h>

#include <stop_token>

namespace peripheral::cli {

/// What the options ask for, first tokens counted from the start of the program. What the model has to say is
/// noted, in place of the line on `log`, which must outlive it.
plm::Result<plm::BenchSetup> benchSetup(const EvaluationOptions& options, Terminal& log);

/// Shows on `log`, which must outlive it, what is done.
plm::BenchControl benchControl(Terminal& log, const std::stop_token& stop);

} // namespace peripheral::cli
