// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/kiosk_faults.h"

#include <QMetaObject>
#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace peripheral {

namespace {

[[noreturn]] void hang() {
    for (;;)
        sleep(1);
}

sigset_t faultSignal() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    return set;
}

} // namespace

void holdFaultSignal() {
    const sigset_t set = faultSignal();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

KioskFaults::KioskFaults(const QString& fault, QObject* parent) : QObject(parent), m_fault(fault) {
    if (fault.isEmpty())
        return;
    const sigset_t set = faultSignal();
    m_signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    auto* notifier = new QSocketNotifier(m_signals, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &KioskFaults::begin);
}

KioskFaults::~KioskFaults() {
    if (m_signals >= 0)
        close(m_signals);
}

void KioskFaults::begin() {
    signalfd_siginfo info{};
    if (read(m_signals, &info, sizeof info) != sizeof info)
        return;
    if (m_fault == QLatin1String("interface-hangs"))
        hang();
    if (m_fault == QLatin1String("starts-anew"))
        m_startAnew();
    else
        QMetaObject::invokeMethod(m_engine, [] { hang(); });
}

} // namespace peripheral

#include "moc_kiosk_faults.cpp"
