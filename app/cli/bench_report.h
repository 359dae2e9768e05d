// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "peer_output.h"
#include "table.h"

#include <plm/benchmark.h>
#include <plm/benchmark_run.h>

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>

namespace peripheral::cli {

/// A test by a peer.
struct PeerResult {
    std::filesystem::path program;
    PeerTest test;

    /// How many times faster than the peer `own` is, by the medians.
    [[nodiscard]] double ratioTo(const plm::BenchResult& own) const;
};

/// The fields that every result of a run has (docs/bench.schema.json), with llama-bench's names where it has
/// them; what was not measured is null.
nlohmann::json runJson(const plm::BenchRun& run);
/// These and those of one result, which a peer may have of the same test.
nlohmann::json benchJson(const plm::BenchRun& run, const plm::BenchResult& result,
                         const std::optional<PeerResult>& peer = {});

/// `peers` has one for each result, or none.
Table benchTable(const plm::BenchRun& run, std::span<const plm::BenchResult> results,
                 std::span<const PeerResult> peers = {});

/// The model, the machine, its memory and state, in words.
Table surroundings(const plm::BenchRun& run);

} // namespace peripheral::cli
