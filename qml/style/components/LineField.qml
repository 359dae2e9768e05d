// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// One line of text in a frame, to be written.
TextField {
    id: field

    property color frame: activeFocus ? Theme.colors.accent : Theme.colors.line

    implicitHeight: Math.max(Theme.target, contentHeight + topPadding + bottomPadding)
    selectByMouse: true
    color: Theme.colors.text
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.accentText
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    background: Rectangle {
        radius: Theme.radius
        color: Theme.colors.surface
        border.width: field.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: field.frame
    }
}
