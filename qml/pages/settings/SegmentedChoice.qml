// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// A few choices side by side, of which one holds.
Flow {
    id: choice

    property string name
    property list<string> choices
    property int current

    signal chosen(index: int)

    spacing: Theme.spaceS
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    Repeater {
        model: choice.choices

        delegate: RadioButton {
            id: button

            required property int index
            required property string modelData
            readonly property bool on: choice.current === index

            objectName: "choice" + index
            implicitHeight: Theme.target
            leftPadding: Theme.spaceL
            rightPadding: Theme.spaceL
            text: modelData
            checked: on
            indicator: null
            onClicked: choice.chosen(index)
            Keys.onReturnPressed: choice.chosen(index) // as PlainButton has it
            Keys.onEnterPressed: choice.chosen(index)
            Accessible.role: Accessible.RadioButton
            Accessible.name: text
            Accessible.checked: on
            Accessible.onPressAction: choice.chosen(index)

            contentItem: Row {
                spacing: Theme.spaceS

                Icon {
                    visible: button.on
                    anchors.verticalCenter: parent.verticalCenter
                    icon: "check"
                    size: Theme.smallIconSize
                    color: Theme.colors.accent
                }
                Text {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(implicitWidth, choice.width - 2 * Theme.spaceL - (button.on ? Theme.smallIconSize + Theme.spaceS : 0))
                    text: button.text
                    elide: Text.ElideRight
                    color: Theme.colors.text
                    font.family: Theme.family
                    font.pixelSize: Theme.bodySize
                    textFormat: Text.PlainText
                }
            }
            background: Rectangle {
                radius: Theme.radius
                color: button.on || button.hovered ? Theme.colors.raised : Theme.colors.surface
                border.width: button.on ? Theme.focusWidth : Theme.hairline
                border.color: button.on ? Theme.colors.accent : Theme.colors.line
                FocusRing {
                    anchors.margins: -2 * Theme.focusWidth
                    shown: button.visualFocus
                }
            }
        }
    }
}
