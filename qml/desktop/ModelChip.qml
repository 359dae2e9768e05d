// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Core
import Peripheral.Style

/// Who answers, and the way to change it where the user may.
AbstractButton {
    id: chip

    required property LoadedModel loadedModel
    required property bool changeable

    objectName: "modelChip"
    enabled: changeable
    text: loadedModel.ready ? Format.filled(qsTr("%1 · %2"), [loadedModel.name, loadedModel.executor]) : qsTr("No model")
    implicitWidth: Math.ceil(implicitContentWidth) + leftPadding + rightPadding
    implicitHeight: Theme.target
    leftPadding: Theme.spaceM
    rightPadding: Theme.spaceS
    font.family: Theme.family
    font.pixelSize: Theme.smallSize
    Accessible.role: changeable ? Accessible.Button : Accessible.StaticText
    Accessible.name: (changeable ? qsTr("Model: %1. Change it") : qsTr("Model: %1")).arg(text)
    Accessible.onPressAction: clicked()

    contentItem: IconText {
        layoutDirection: Qt.RightToLeft
        spacing: Theme.spaceXs
        glyph: chip.changeable ? "chevron" : ""
        glyphSize: Theme.smallIconSize
        text: chip.text
        ink: Theme.colors.muted
        font: chip.font
    }
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: Theme.spaceXs
            anchors.bottomMargin: Theme.spaceXs
            radius: Theme.radius
            color: chip.hovered || chip.down ? Theme.colors.raised : "transparent"
            FocusRing {
                shown: chip.visualFocus
            }
        }
    }
}
