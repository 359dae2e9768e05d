// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

namespace plm {

/// How often a guess is right, by the length of the match that it comes from. Starts from what is usual, and
/// forgets: texts change.
class HitRates {
public:
    HitRates();
    void record(int matchLength, bool hit);
    /// 0 to 1, of the next token after a match of `matchLength` ≥ 1 tokens.
    [[nodiscard]] double rate(int matchLength) const;

private:
    struct Tally {
        double hits, trials;
    };
    static std::size_t classOf(int matchLength);

    std::array<Tally, 10> m_tallies;
};

} // namespace plm
