// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/benchmark.h"
#include "plm/result.h"
#include "plm/session.h"

#include <cstdint>
#include <span>
#include <vector>

namespace plm {

/// What it takes to come back to a conversation: reading its tokens again, or restoring a saved cache. In
/// seconds, by repetition.
struct RestoreResult {
    int tokens = 0;
    std::uint64_t fileBytes = 0;
    std::vector<double> reading{}, saving{}, restoring{};
    bool same = true; ///< whether the token after them had the same logits, bit by bit, every time

    /// How many times faster restoring is, by the medians.
    [[nodiscard]] double ratio() const;
};

/// Reads the first `tokens` of `sequence` into the session in place of what is there, saves them to a file in
/// the folder for temporary files and restores them, so many times; the file is then in the page cache.
/// `sequence` has a token more. Fails with BadArgument where it is too short, and as Session's evaluate(),
/// save() and restore() do. The thread that uses the session.
[[nodiscard]] Result<RestoreResult> measureRestore(Session& session, std::span<const TokenId> sequence,
                                                   int tokens, int repetitions, const BenchControl& control);

} // namespace plm
