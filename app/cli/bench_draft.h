// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table.h"

#include <plm/benchmark_run.h>
#include <plm/draft_benchmark.h>

#include <nlohmann/json_fwd.hpp>
#include <span>

namespace peripheral::cli {

/// As benchJson() has it, the speeds with guesses, and beside them those without.
[[nodiscard]] nlohmann::json draftJson(const plm::BenchRun& run, const plm::DraftResult& result);
[[nodiscard]] Table draftTable(std::span<const plm::DraftResult> results);

} // namespace peripheral::cli
