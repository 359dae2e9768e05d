// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// A question to press.
AbstractButton {
    id: button

    property bool compact: false ///< where there is little room

    implicitHeight: compact ? Math.max(Theme.target, implicitContentHeight + 2 * Theme.spaceXs)
                          : Math.max(Theme.target + Theme.spaceXs, implicitContentHeight + 2 * Theme.spaceM)
    leftPadding: Theme.spaceL
    rightPadding: Theme.spaceL
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: enabled ? "" : qsTr("not available now") // which Qt 6.4 does not tell by itself
    Accessible.onPressAction: clicked()

    contentItem: IconText {
        layoutDirection: Qt.RightToLeft
        glyph: "continue"
        glyphSize: Theme.smallIconSize
        glyphColor: button.hovered || button.visualFocus ? Theme.colors.accent : Theme.colors.muted
        text: button.text
        font: button.font
        wrap: true
    }
    background: Rectangle {
        radius: Theme.cardRadius
        color: button.hovered || button.down ? Theme.colors.raised : Theme.colors.surface
        border.width: Theme.hairline
        border.color: Theme.colors.line
        FocusRing {
            radius: Theme.cardRadius + Theme.focusWidth
            shown: button.visualFocus
        }
    }
}
