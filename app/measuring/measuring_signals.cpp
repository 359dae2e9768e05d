// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measuring/measuring_signals.h"

#include <csignal>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace peripheral {

namespace {

constexpr unsigned kPatience = 10; // seconds

int blockedSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCONT})
        sigaddset(&signals, signal);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_CLOEXEC);
}

} // namespace

MeasuringSignals::MeasuringSignals()
    : m_parent(::getppid()),
      m_signals(blockedSignals()),
      m_left(::eventfd(0, EFD_CLOEXEC)) {
    // When the parent ends. It also wakes a process that stands still, which could hear of nothing else.
    ::prctl(PR_SET_PDEATHSIG, SIGCONT);
    m_thread = std::thread([this] { hear(); });
}

MeasuringSignals::~MeasuringSignals() {
    ::eventfd_write(m_left, 1);
    m_thread.join();
    ::close(m_signals);
    ::close(m_left);
}

plm::BenchControl MeasuringSignals::control() {
    return {.stop = m_stop.get_token(),
            .first = {.waiting = [this] { return stoodStill(); }, .serve = [this] { forgetStandstill(); }}};
}

void MeasuringSignals::hear() {
    for (;;) {
        pollfd ready[] = {{m_signals, POLLIN, 0}, {m_left, POLLIN, 0}};
        ::poll(ready, 2, -1);
        if (ready[1].revents != 0)
            return;
        signalfd_siginfo info{};
        if (::read(m_signals, &info, sizeof info) == sizeof info)
            take(static_cast<int>(info.ssi_signo));
    }
}

void MeasuringSignals::take(int signal) {
    if (signal != SIGCONT || ::getppid() != m_parent)
        return stop();
    const std::lock_guard lock(m_mutex);
    m_standstill.request_stop();
}

void MeasuringSignals::stop() {
    m_stop.request_stop();
    ::alarm(kPatience);
}

std::stop_token MeasuringSignals::stoodStill() {
    const std::lock_guard lock(m_mutex);
    return m_standstill.get_token();
}

void MeasuringSignals::forgetStandstill() {
    const std::lock_guard lock(m_mutex);
    m_standstill = std::stop_source();
}

} // namespace peripheral
