// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <stop_token>
#include <thread>

namespace peripheral::cli {

/// Ctrl-C (SIGINT) as a request to stop. While an answer comes, the first stops it; any other leaves the
/// program. Make it before any other thread, which then leaves the signal to it. One at a time.
class Interrupts {
public:
    Interrupts();
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    /// An answer begins, which the token stops.
    std::stop_token beginAnswer();
    void endAnswer();

private:
    void wait();
    /// True where there was an answer to stop.
    bool stopAnswer();

    std::mutex m_mutex;
    std::stop_source m_answer{std::nostopstate};
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace peripheral::cli
