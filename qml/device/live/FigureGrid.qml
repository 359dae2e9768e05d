// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// Figures beside each other, or below where the text is large.
GridLayout {
    width: parent !== null ? parent.width : 0
    columns: width < Theme.scaled(260) ? 1 : 2
    columnSpacing: Theme.spaceM
    rowSpacing: Theme.spaceM
}
