// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <stop_token>

namespace plm {

/// Sleeps until `deadline`. False where `stop` was requested, which ends the sleep at once. Any thread.
bool sleepUntil(std::chrono::steady_clock::time_point deadline, const std::stop_token& stop);

/// Holds a stream of tokens to a given speed. Deadlines count from the first token, so that a late token does
/// not delay the ones after it and the pace does not drift.
class Pace {
public:
    /// At most `tokensPerSecond`; 0 or less: no pause at all.
    explicit Pace(double tokensPerSecond);

    /// Waits for the turn of the next token; the first does not wait. False where `stop` was requested.
    bool wait(const std::stop_token& stop);

private:
    std::chrono::duration<double> m_interval;
    std::chrono::steady_clock::time_point m_start;
    int m_tokens = 0;
};

} // namespace plm
