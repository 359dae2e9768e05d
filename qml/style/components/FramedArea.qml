// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// A few lines of text in a frame, to be written.
WritingArea {
    id: area

    property int leastHeight: Theme.scaled(72)

    implicitHeight: Math.max(leastHeight, contentHeight + topPadding + bottomPadding)
    padding: Theme.spaceM
    background: Rectangle {
        radius: Theme.radius
        color: Theme.colors.surface
        border.width: area.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: area.activeFocus ? Theme.colors.accent : Theme.colors.line
    }
}
