// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWindow>

namespace peripheral {

/// Where the display is X11: asks the window manager to bring the window forward, as of the moment at which a
/// user started something under `startupId` ($DESKTOP_STARTUP_ID of that start), and says that the start is
/// complete, so that the pointer no longer shows it. Qt would ask as of the last key or click in this window,
/// which window managers take for older than what the user did since, elsewhere. False where that moment is
/// not known: nobody was asked.
bool activateOnX11(QWindow& window, const QByteArray& startupId);

/// The X server's time, in milliseconds, that a startup id of the Startup Notification Protocol holds; 0:
/// none.
[[nodiscard]] quint32 startupTime(const QByteArray& startupId);

} // namespace peripheral
