// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generate/pace.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace plm {

using std::chrono::steady_clock;

bool sleepUntil(steady_clock::time_point deadline, const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any wakeUp;
    wakeUp.wait_until(lock, stop, deadline, [] { return false; });
    return !stop.stop_requested();
}

namespace {
/// Keeps the arithmetic of deadlines in range, whatever the speed.
constexpr double kLongestPauseSeconds = 86400;
} // namespace

Pace::Pace(double tokensPerSecond)
    : m_interval(tokensPerSecond > 0 ? std::min(1 / tokensPerSecond, kLongestPauseSeconds) : 0) {}

bool Pace::wait(const std::stop_token& stop) {
    if (m_interval.count() <= 0)
        return !stop.stop_requested();
    if (m_tokens == 0)
        m_start = steady_clock::now();
    const auto offset = std::chrono::duration_cast<steady_clock::duration>(m_interval * m_tokens++);
    return sleepUntil(m_start + offset, stop);
}

} // namespace plm
