// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick
import Peripheral.Style

/// A few lines of text in a frame.
WritingArea {
    id: area

    implicitHeight: Math.max(Theme.scaled(96), contentHeight + topPadding + bottomPadding)
    padding: Theme.spaceM
    background: Rectangle {
        radius: Theme.radius
        color: Theme.colors.surface
        border.width: area.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: area.activeFocus ? Theme.colors.accent : Theme.colors.line
    }
}
