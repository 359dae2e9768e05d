// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table.h"

#include <plm/benchmark_run.h>
#include <plm/restore_benchmark.h>

#include <nlohmann/json_fwd.hpp>
#include <span>

namespace peripheral::cli {

[[nodiscard]] nlohmann::json restoreJson(const plm::BenchRun& run, const plm::RestoreResult& result);
[[nodiscard]] Table restoreTable(std::span<const plm::RestoreResult> results);

} // namespace peripheral::cli
