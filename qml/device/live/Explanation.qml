// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// A quiet sentence that explains.
Caption {
    color: Theme.colors.muted
    font.pixelSize: Theme.smallSize
    horizontalAlignment: Text.AlignLeft
}
