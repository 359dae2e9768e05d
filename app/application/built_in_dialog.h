// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QQmlEngine;

namespace peripheral {

/// Lets the file dialog that Qt shows where the desktop has none be drawn by Peripheral.Style's
/// BuiltInFileDialog.qml. Qt asks for its own file by a fixed address; this gives ours for it. It stands on
/// what is no public interface of Qt and was tried with Qt 6.4: with others, the dialog is Qt's.
void dressFileDialogs(QQmlEngine& engine);

} // namespace peripheral
