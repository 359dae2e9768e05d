// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

Switch {
    id: control

    function press() {
        toggle();
        toggled();
    }

    implicitHeight: Theme.target
    leftPadding: 0
    rightPadding: 0
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.onPressAction: press()
    Accessible.onToggleAction: press()
    Keys.onReturnPressed: event => { if (!event.isAutoRepeat) press(); } // as PlainButton has it
    Keys.onEnterPressed: event => { if (!event.isAutoRepeat) press(); }

    contentItem: Text {
        rightPadding: control.indicator.width + Theme.spaceM
        verticalAlignment: Text.AlignVCenter
        text: control.text
        color: Theme.colors.text
        font.family: Theme.family
        font.pixelSize: Theme.bodySize
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
    }
    indicator: Rectangle {
        x: control.width - width
        y: (control.height - height) / 2
        width: 44
        height: 24
        radius: height / 2
        color: control.checked ? Theme.colors.accent : Theme.colors.raised
        border.width: control.checked ? 0 : Theme.hairline
        border.color: Theme.colors.muted

        Rectangle {
            x: control.checked ? parent.width - width - 3 : 3
            y: 3
            width: 18
            height: 18
            radius: 9
            color: control.checked ? Theme.colors.accentText : Theme.colors.muted

            Behavior on x {
                NumberAnimation {
                    duration: Theme.quick
                }
            }
        }
        FocusRing {
            radius: height / 2
            anchors.margins: -2 * Theme.focusWidth
            shown: control.visualFocus
        }
    }
}
