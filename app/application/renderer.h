// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace peripheral {

/// Whether OpenGL is done by the processor, as GL_RENDERER tells its own name.
[[nodiscard]] bool isDoneInSoftware(const QByteArray& glRenderer);

/// Lets Qt Quick draw by itself where there is no GPU: it then draws only what changed, where OpenGL done by
/// the processor would draw the whole window, on threads that the engine needs. What the user says with
/// Qt's own variables (QT_QUICK_BACKEND, QSG_RHI_BACKEND) counts. After the QGuiApplication, before the first
/// window.
void chooseRenderer();

} // namespace peripheral
