// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"
#include "table.h"

#include <plm/session.h>

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace peripheral::cli {

/// What it takes to come back to a conversation: reading its tokens again, or restoring a saved cache. In
/// seconds, by repetition.
struct RestoreResult {
    int tokens;
    std::uint64_t fileBytes = 0;
    std::vector<double> reading{}, saving{}, restoring{};
    bool same = true; ///< whether the token after them had the same logits, bit by bit, every time

    /// How many times faster restoring is, by the medians.
    [[nodiscard]] double ratio() const;
};

/// Reads the first `tokens` of `sequence` into the empty session, saves them to a file in the folder for
/// temporary files and restores them, so many times; the file is then in the page cache. `sequence` has a
/// token more.
plm::Result<RestoreResult> measureRestore(plm::Session& session, std::span<const plm::TokenId> sequence,
                                          int tokens, int repetitions, const std::stop_token& stop);

[[nodiscard]] nlohmann::json restoreJson(const BenchRun& run, const RestoreResult& result);
[[nodiscard]] Table restoreTable(std::span<const RestoreResult> results);

} // namespace peripheral::cli
