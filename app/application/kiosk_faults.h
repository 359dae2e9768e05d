// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

namespace peripheral {

/// Keeps SIGUSR1 from ending the process. To be called before a QGuiApplication is made, which starts threads
/// of its own.
void holdFaultSignal();

/// For tests of the watchdog: lets a kiosk hang, for ever, or start anew, when SIGUSR1 comes.
class KioskFaults : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KioskFaults)

public:
    /// `fault` as Options::fault.
    explicit KioskFaults(const QString& fault, QObject* parent = nullptr);
    ~KioskFaults() override;

    /// What lives in the engine's thread, which is to hang where that is the fault.
    void setEngine(QObject* inItsThread) { m_engine = inItsThread; }
    /// What the kiosk does where something of a visit is still in memory.
    void setStartAnew(std::function<void()> startAnew) { m_startAnew = std::move(startAnew); }

private:
    void begin();

    QString m_fault;
    int m_signals = -1; ///< descriptor that the signal is read from; -1: there is no fault
    QObject* m_engine = nullptr;
    std::function<void()> m_startAnew;
};

} // namespace peripheral
