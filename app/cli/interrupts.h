// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <stop_token>
#include <thread>

namespace peripheral::cli {

/// SIGINT, SIGTERM and SIGHUP as requests to stop, so that every command ends as it does where something goes
/// wrong: without leaving parts of files behind. Those that were ignored when the program began stay so.
/// One object, made before any other thread, which then leaves the signals to it.
class Interrupts {
public:
    Interrupts();
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    /// Is triggered where a signal asks the program to end. A command that has not ended 10 s later, or at a
    /// second SIGINT, is ended all the same.
    [[nodiscard]] std::stop_token ending() const { return m_ending.get_token(); }
    /// The signal that asked; 0: none did.
    [[nodiscard]] int signal() const { return m_signal; }

    /// An answer begins, which the token stops. The first SIGINT while it comes stops nothing else.
    std::stop_token beginAnswer();
    void endAnswer();

private:
    void wait();
    void take(int signal);

    const int m_signals; ///< a signalfd
    const int m_left;    ///< an eventfd: the object goes
    std::mutex m_mutex;
    std::stop_source m_ending;
    std::stop_source m_answer{std::nostopstate};
    std::atomic<int> m_signal = 0;
    std::thread m_thread;
};

/// Ends the program by `signal`, whose default that is: whoever waits for it sees what happened.
[[noreturn]] void endBySignal(int signal);

} // namespace peripheral::cli
