// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark_run.h>
#include <plm/device_profile.h>

namespace plm {

// What a benchmark measured, as a profile has it.

/// Without the file's hash.
[[nodiscard]] ProfiledModel profiledModel(const BenchRun& run);
[[nodiscard]] ProfiledSettings profiledSettings(const BenchRun& run);
[[nodiscard]] ProfiledStart profiledStart(const BenchStart& start);
[[nodiscard]] ProfiledMemory profiledMemory(const MemoryUse& process, const SessionMemory& session);
[[nodiscard]] ProfiledTest profiledTest(BenchResult result, int feedForward);

} // namespace plm
