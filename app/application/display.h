// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QtGlobal>

namespace peripheral {

/// Stands by while a QGuiApplication is made, which aborts the process where it cannot open a display: with
/// this, the process says one sentence instead, which names the terminal program, and ends with status 1.
/// One at a time.
class ExpectedDisplay {
public:
    ExpectedDisplay();
    ExpectedDisplay(const ExpectedDisplay&) = delete;
    ExpectedDisplay& operator=(const ExpectedDisplay&) = delete;
    ~ExpectedDisplay() { found(); }

    /// The application is made: what was held back until now is said, and all further messages are as usual.
    void found();

private:
    static void hold(QtMsgType type, const QMessageLogContext& context, const QString& message);

    QtMessageHandler m_before;
};

/// Whether OpenGL is done by the processor, as GL_RENDERER tells its own name.
[[nodiscard]] bool isDoneInSoftware(const QByteArray& glRenderer);

/// Lets Qt Quick draw by itself where there is no GPU: it then draws only what changed, where OpenGL done by
/// the processor would draw the whole window, on threads that the engine needs. What the user says with
/// Qt's own variables (QT_QUICK_BACKEND, QSG_RHI_BACKEND) counts. After the QGuiApplication, before the first
/// window.
void chooseRenderer();

} // namespace peripheral
