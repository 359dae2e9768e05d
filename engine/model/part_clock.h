// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/profile.h>

#include <chrono>

namespace plm {

/// Shares an evaluation's time out between its parts: all of it, each moment once.
class PartClock {
public:
    explicit PartClock(Counters& counters) : m_counters(counters) {}
    /// An evaluation begins.
    void start() { m_last = Clock::now(); }
    /// What passed since the last call belongs to `part`.
    void lap(Part part) {
        const auto now = Clock::now();
        m_counters.seconds[static_cast<std::size_t>(part)] +=
            std::chrono::duration<double>(now - m_last).count();
        m_last = now;
    }

private:
    using Clock = std::chrono::steady_clock;
    Counters& m_counters;
    Clock::time_point m_last = Clock::now();
};

} // namespace plm
