// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark_run.h>

namespace plm {

// The parts of endBench().

/// Adds the machine's conditions, and the memory of process and session, as the tests have left them.
void noteWhatTestsLeft(BenchSession& bench);

/// Adds the SHA-256 of the model's file. Fails as sha256OfFile() does.
Status hashModel(BenchRun& run, const BenchControl& control);

} // namespace plm
