// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace peripheral {

/// Keeps SIGHUP, SIGINT and SIGTERM from ending the process on the spot, in this thread and all that it
/// starts from now on. To be called before a QGuiApplication is made, which starts threads of its own.
void holdQuitSignals();

/// One of these signals has come and waits.
[[nodiscard]] bool isAskedToEnd();

/// Lets these signals end the application in its own time, so that all is written; one that came before,
/// since holdQuitSignals(), counts. One at a time.
class QuitOnSignal : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuitOnSignal)

public:
    explicit QuitOnSignal(QObject* parent = nullptr);
    ~QuitOnSignal() override;

signals:
    /// One has come; the application is asked to quit next.
    void asked();

private:
    int m_signals = -1; ///< file descriptor that the signals are read from
};

} // namespace peripheral
