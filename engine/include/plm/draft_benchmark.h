// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/benchmark.h"
#include "plm/generate.h"
#include "plm/result.h"
#include "plm/session.h"

#include <span>
#include <vector>

namespace plm {

/// A text written with guesses and without, in turn: a guess is right where the text has it.
struct DraftResult {
    BenchResult drafted;         ///< with guesses; the cost is of a repetition without
    std::vector<double> plain{}; ///< seconds of each repetition without
    Statistics statistics{};     ///< of the last repetition with guesses
    bool same = true;            ///< whether the last logits were alike, bit by bit, every time

    /// How many times faster it was with guesses: the median over the pairs.
    [[nodiscard]] double ratio() const;
    [[nodiscard]] std::vector<double> plainSpeeds() const; ///< tokens a second, by repetition
    /// Share of the guesses that were right, 0 to 1; 0 where there were none.
    [[nodiscard]] double acceptance() const;
};

/// Writes the tokens of `sequence` that `test`, a generation, is of, after those that are its depth: with
/// guesses and without, so many times each. Fails with BadArgument where the sequence is too short, and as
/// Session::replay() does. The thread that uses the session.
[[nodiscard]] Result<DraftResult> measureDraft(Session& session, std::span<const TokenId> sequence,
                                               const BenchTest& test, int repetitions,
                                               const BenchControl& control);

} // namespace plm
