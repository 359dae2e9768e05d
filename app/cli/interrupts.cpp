// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupts.h"

#include <csignal>
#include <cstdlib>
#include <pthread.h>
#include <unistd.h>

namespace peripheral::cli {

namespace {

sigset_t interruptSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    return signals;
}

} // namespace

Interrupts::Interrupts() {
    const sigset_t signals = interruptSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_thread = std::thread([this] { wait(); });
}

Interrupts::~Interrupts() {
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    pthread_kill(m_thread.native_handle(), SIGINT);
    m_thread.join();
}

std::stop_token Interrupts::beginAnswer() {
    const std::lock_guard lock(m_mutex);
    m_answer = std::stop_source();
    return m_answer.get_token();
}

void Interrupts::endAnswer() {
    const std::lock_guard lock(m_mutex);
    m_answer = std::stop_source(std::nostopstate);
}

void Interrupts::wait() {
    const sigset_t signals = interruptSignals();
    for (int signal = 0; sigwait(&signals, &signal) == 0;) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_isEnding)
                return;
        }
        if (!stopAnswer()) {
            // The main thread waits for a line, which nothing but the end of the program can interrupt.
            (void)!::write(STDOUT_FILENO, "\n", 1);
            std::_Exit(EXIT_SUCCESS);
        }
    }
}

bool Interrupts::stopAnswer() {
    const std::lock_guard lock(m_mutex);
    return m_answer.request_stop();
}

} // namespace peripheral::cli
