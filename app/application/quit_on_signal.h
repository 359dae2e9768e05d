// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace peripheral {

/// Lets SIGINT and SIGTERM end the application in its own time, so that all is written. One at a time.
class QuitOnSignal : public QObject {
    Q_OBJECT

public:
    explicit QuitOnSignal(QObject* parent = nullptr);
    ~QuitOnSignal() override;

private:
    int m_signals = -1; ///< file descriptor that the signals are read from
};

} // namespace peripheral
