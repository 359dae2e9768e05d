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

/// A text written with guesses and without, in turn: a guess is right where the text has it.
struct DraftResult {
    BenchResult drafted;          ///< with guesses
    std::vector<double> plain{};  ///< seconds of each repetition without
    plm::Statistics statistics{}; ///< of the last repetition with guesses
    bool same = true;             ///< whether the last logits were alike, bit by bit, every time

    /// How many times faster it was with guesses: the median over the pairs.
    [[nodiscard]] double ratio() const;
    [[nodiscard]] std::vector<double> plainSpeeds() const; ///< tokens a second
    /// Share of the guesses that were right.
    [[nodiscard]] double acceptance() const;
};

/// Writes the tokens of `sequence` that `test`, a generation, is of, after those that are its depth.
plm::Result<DraftResult> measureDraft(plm::Session& session, std::span<const plm::TokenId> sequence,
                                      const BenchTest& test, int repetitions, const std::stop_token& stop);

/// As benchJson() has it, the speeds with guesses, and beside them those without.
[[nodiscard]] nlohmann::json draftJson(const BenchRun& run, const DraftResult& result);
[[nodiscard]] Table draftTable(std::span<const DraftResult> results);

} // namespace peripheral::cli
