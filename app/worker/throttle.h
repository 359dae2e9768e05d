// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace peripheral {

/// Lets something through at most so often: the first time at once, then not before `interval` has gone by.
class Throttle {
public:
    using Clock = std::chrono::steady_clock;

    explicit Throttle(Clock::duration interval) : m_interval(interval) {}

    /// From now on; counted from the last time that something was let through.
    void setInterval(Clock::duration interval) { m_interval = interval; }

    /// True where it is time; the interval then starts anew.
    bool due(Clock::time_point now = Clock::now()) {
        if (m_last && now - *m_last < m_interval)
            return false;
        m_last = now;
        return true;
    }

private:
    Clock::duration m_interval;
    std::optional<Clock::time_point> m_last;
};

} // namespace peripheral
