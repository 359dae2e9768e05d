// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QQmlEngine;

namespace peripheral {

/// Lets the file dialog that Qt shows where the desktop has none be drawn by Peripheral.Style's
/// BuiltInFileDialog.qml. Qt asks for its own file by a fixed address; this gives ours for it.
void dressFileDialogs(QQmlEngine& engine);

} // namespace peripheral
