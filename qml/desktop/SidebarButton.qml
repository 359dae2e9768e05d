// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// A line of the sidebar that does something: an icon and a word.
AbstractButton {
    id: button

    property string glyph

    implicitHeight: Theme.target
    leftPadding: Theme.spaceS
    rightPadding: Theme.spaceS
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: clicked()

    contentItem: IconText {
        glyph: button.glyph
        text: button.text
        font: button.font
    }
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 2
            anchors.bottomMargin: 2
            radius: Theme.radius
            color: button.hovered || button.down ? Theme.colors.raised : "transparent"
            FocusRing {
                anchors.margins: 0
                radius: Theme.radius
                shown: button.visualFocus
            }
        }
    }
}
