// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark.h>

#include <mutex>
#include <stop_token>
#include <sys/types.h>
#include <thread>

namespace peripheral {

/// Signals to a process that measures, heard in a thread of its own. SIGINT, SIGTERM, SIGHUP and the end of
/// the process that started this one stop it; where it has not ended ten seconds later it is killed. SIGCONT
/// says that it stood still (SIGSTOP): what is being measured is of no use then.
///
/// Made before any other thread, so that none but its own is sent them; one a process.
class MeasuringSignals {
public:
    MeasuringSignals();
    MeasuringSignals(const MeasuringSignals&) = delete;
    MeasuringSignals& operator=(const MeasuringSignals&) = delete;
    ~MeasuringSignals();

    /// As the measuring wants to be told of it. This must outlive it.
    [[nodiscard]] plm::BenchControl control();
    void requestStop() { m_stop.request_stop(); }

private:
    void hear();
    void take(int signal);
    void stop();
    [[nodiscard]] std::stop_token stoodStill();
    void forgetStandstill();

    const pid_t m_parent;
    const int m_signals; ///< descriptors: of the signals, and of the end of this object
    const int m_left;
    std::stop_source m_stop;
    std::mutex m_mutex; ///< of the next
    std::stop_source m_standstill;
    std::thread m_thread;
};

} // namespace peripheral
