// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// A question to press, as tall as its words need.
PlainButton {
    id: button

    implicitHeight: Math.max(Theme.target + Theme.spaceM, implicitContentHeight + 2 * Theme.spaceM)
    leftPadding: Theme.spaceL
    rightPadding: Theme.spaceL
    font.pixelSize: Theme.largeSize

    contentItem: IconText {
        layoutDirection: Qt.RightToLeft
        glyph: "continue"
        glyphSize: Theme.smallIconSize
        glyphColor: Theme.colors.accent
        text: button.text
        font: button.font
        wrap: true
    }
    background: Rectangle {
        radius: Theme.cardRadius
        color: button.down ? Theme.colors.raised : Theme.colors.surface
        border.width: Theme.hairline
        border.color: button.down ? Theme.colors.accent : Theme.colors.line

        FocusRing {
            radius: Theme.cardRadius + Theme.focusWidth
            shown: button.visualFocus
        }
    }
}
