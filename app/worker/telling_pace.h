// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>

namespace peripheral {

/// How often the engine's thread tells the window what it has done: as often as showing it is cheap. All the
/// threads of the engine wait for the one whose core draws, so that every millisecond of drawing is one less
/// of answering: it may take one hundredth of a core. One thread measures, any may ask.
class TellingPace {
public:
    using Duration = std::chrono::nanoseconds;

    /// A little over a thirtieth of a second, so that rounding never makes it 31 a second.
    static constexpr Duration kShortest = std::chrono::milliseconds(34);
    /// Six times a second, faster than anyone reads: text that comes more seldom looks like jerks, not like
    /// writing.
    static constexpr Duration kLongest = std::chrono::milliseconds(167);
    /// One part in so many of a core may go into showing.
    static constexpr int kShare = 100;

    /// The window has been told once more; until now its thread has used `processorTime` in all.
    void told(Duration processorTime) {
        if (m_last) {
            m_cost += (processorTime - *m_last - m_cost) / kMemory;
            m_interval.store(std::clamp(m_cost * kShare, kShortest, kLongest).count(),
                             std::memory_order_relaxed);
        }
        m_last = processorTime;
    }
    /// What was used from the last told() on went into other things.
    void pause() { m_last.reset(); }

    /// The least time from one telling to the next.
    [[nodiscard]] Duration interval() const { return Duration(m_interval.load(std::memory_order_relaxed)); }

private:
    /// Each telling counts for a quarter: a single dear one, where a line begins, does not make the next ones
    /// rare.
    static constexpr int kMemory = 4;

    std::optional<Duration> m_last;
    Duration m_cost{0}; ///< of showing one telling: a running mean
    std::atomic<Duration::rep> m_interval{kShortest.count()};
};

} // namespace peripheral
