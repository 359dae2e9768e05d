// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupts.h"

#include <csignal>
#include <cstdlib>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace peripheral::cli {

namespace {

constexpr int kPatience = 10'000; // milliseconds

bool isIgnored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

/// Blocks the signals that nobody told the program to ignore, in this thread and those that it starts.
int blockSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (!isIgnored(signal))
            sigaddset(&signals, signal);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_CLOEXEC);
}

} // namespace

Interrupts::Interrupts()
    : m_signals(blockSignals()),
      m_left(::eventfd(0, EFD_CLOEXEC)),
      m_thread([this] { wait(); }) {}

Interrupts::~Interrupts() {
    ::eventfd_write(m_left, 1);
    m_thread.join();
    ::close(m_signals);
    ::close(m_left);
}

std::stop_token Interrupts::beginAnswer() {
    const std::lock_guard lock(m_mutex);
    m_answer = std::stop_source();
    if (m_signal != 0)
        m_answer.request_stop();
    return m_answer.get_token();
}

void Interrupts::endAnswer() {
    const std::lock_guard lock(m_mutex);
    m_answer = std::stop_source(std::nostopstate);
}

void Interrupts::wait() {
    for (;;) {
        pollfd ready[] = {{m_signals, POLLIN, 0}, {m_left, POLLIN, 0}};
        const int count = ::poll(ready, 2, m_signal != 0 ? kPatience : -1);
        if (count == 0)
            endBySignal(m_signal);
        signalfd_siginfo info{};
        if (ready[1].revents != 0)
            return;
        if (::read(m_signals, &info, sizeof info) == sizeof info)
            take(static_cast<int>(info.ssi_signo));
    }
}

void Interrupts::take(int signal) {
    const std::lock_guard lock(m_mutex);
    const bool stopsAnswer = m_answer.request_stop();
    if (signal == SIGINT && stopsAnswer)
        return;
    if (m_signal != 0 && signal == SIGINT)
        endBySignal(signal);
    if (m_signal == 0)
        m_signal = signal;
    m_ending.request_stop();
}

void endBySignal(int signal) {
    std::signal(signal, SIG_DFL);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, signal);
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    std::raise(signal);
    constexpr int kBySignal = 128; // what a shell makes of it
    std::_Exit(kBySignal + signal);
}

} // namespace peripheral::cli
