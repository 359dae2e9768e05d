// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickWindow>

namespace peripheral {

/// Writes what the window shows, once nothing moves, to a PNG file and ends the program; with status 1 where
/// it cannot be written, which is said.
void takePictureLater(QQuickWindow& window, const QString& path);

} // namespace peripheral
