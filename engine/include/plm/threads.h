// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <limits>

namespace plm {

/// The number of threads that the engine uses where `asked` are asked for: no more than processors that this
/// process may run on (by affinity and by quota), because every loop would wait for those that have none; and
/// where `asked` is 0, one a physical core, or fewer where there is a quota. At least 1. Any thread.
[[nodiscard]] int threadsFor(int asked);

/// How many threads may compute at most, of all sessions that are given it: for a machine that becomes too
/// warm. From the next of the loops that threads share it holds, also in the middle of an answer; results
/// stay the same. Any thread.
class ThreadLimit {
public:
    /// At least one always computes.
    void set(int threads) { m_threads.store(threads, std::memory_order_relaxed); }
    [[nodiscard]] int threads() const { return m_threads.load(std::memory_order_relaxed); }

private:
    std::atomic<int> m_threads{std::numeric_limits<int>::max()};
};

} // namespace plm
