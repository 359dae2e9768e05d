// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/quit_on_signal.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace peripheral {

namespace {

sigset_t quitSignals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

void holdQuitSignals() {
    // Threads inherit the mask: one that was there before would take the signal, and the process would end.
    const sigset_t set = quitSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

bool isAskedToEnd() {
    sigset_t waiting;
    sigpending(&waiting);
    return sigismember(&waiting, SIGHUP) == 1 || sigismember(&waiting, SIGINT) == 1 ||
           sigismember(&waiting, SIGTERM) == 1;
}

QuitOnSignal::QuitOnSignal(QObject* parent) : QObject(parent) {
    holdQuitSignals();
    const sigset_t set = quitSignals();
    m_signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    auto* notifier = new QSocketNotifier(m_signals, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info{};
        if (read(m_signals, &info, sizeof info) != sizeof info)
            return;
        emit asked();
        QCoreApplication::quit();
    });
}

QuitOnSignal::~QuitOnSignal() {
    close(m_signals);
}

} // namespace peripheral

#include "moc_quit_on_signal.cpp"
