// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QQuickWindow>

namespace peripheral {

class Chat;

/// Milliseconds since this process was started, to about 10.
[[nodiscard]] qint64 millisecondsSinceStart();

/// Writes "first-frame <ms>", "question <ms>" and "first-token <ms>" to standard output, each once, counted
/// from the start of the process. For the startup benchmark.
class StartupTrace : public QObject {
    Q_OBJECT

public:
    StartupTrace(const QQuickWindow& window, const Chat& chat, QObject* parent = nullptr);

private:
    void say(const char* what);
    void onMessages(const Chat& chat);

    bool m_framed = false, m_asked = false, m_answered = false;
};

} // namespace peripheral
