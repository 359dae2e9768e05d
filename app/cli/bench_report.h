// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_peer.h"
#include "table.h"

#include <plm/benchmark.h>
#include <plm/benchmark_run.h>
#include <plm/draft_benchmark.h>
#include <plm/restore_benchmark.h>

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>

namespace peripheral::cli {

// What `bench` measured, as JSON with the fields of docs/bench.schema.json, as CSV, and in tables.

/// Llama-bench's names where it has them; what was not measured is null. `peer`: what a peer has of the same
/// test.
nlohmann::json benchJson(const plm::BenchRun& run, const plm::BenchResult& result,
                         const std::optional<PeerResult>& peer = {});
/// The same, the speeds with guesses, and beside them those without.
nlohmann::json draftJson(const plm::BenchRun& run, const plm::DraftResult& result);
nlohmann::json restoreJson(const plm::BenchRun& run, const plm::RestoreResult& result);

/// The objects of `results`, an array, as comma-separated values (RFC 4180) under a line of names:
/// llama-bench's in its order, then those that only this program has. An array of numbers becomes one value
/// with blanks between them, null becomes an empty one, and objects (`cost`, `memory`) are left to JSON.
std::string benchCsv(const nlohmann::json& results);

/// `peers` has one for each result, or none.
Table benchTable(const plm::BenchRun& run, std::span<const plm::BenchResult> results,
                 std::span<const PeerResult> peers = {});
Table draftTable(std::span<const plm::DraftResult> results);
Table restoreTable(std::span<const plm::RestoreResult> results);

/// The model, the machine, its memory and state, in words.
Table surroundings(const plm::BenchRun& run);

/// Bytes of all tensors of the file that was measured.
std::uint64_t tensorBytes(const plm::BenchRun& run);

} // namespace peripheral::cli
