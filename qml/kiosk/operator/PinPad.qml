// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Visit
import Peripheral.Style

/// Where the operator's PIN is pressed, digit by digit. It stands over everything, and shows how many there are, not which.
Rectangle {
    id: pad

    required property Administration administration
    readonly property bool waiting: administration.waitSeconds > 0
    readonly property bool open: !waiting && !administration.checking
    readonly property int keySize: Theme.target + Theme.spaceS // 64 where there are only fingers
    readonly property string words: {
        if (pad.administration.checking)
            return qsTr("Checking …");
        if (pad.waiting)
            return qsTr("Too many wrong PINs. Wait %1 s.").arg(pad.administration.waitSeconds);
        return pad.administration.wrong ? qsTr("That is not the PIN.") : qsTr("PIN of the operator");
    }

    objectName: "pinPad"
    color: Theme.colors.ground
    focus: true
    Keys.onPressed: event => {
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9)
            pad.administration.pressDigit(event.key - Qt.Key_0);
        else if (event.key === Qt.Key_Backspace)
            pad.administration.eraseDigit();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            pad.administration.enterPin();
        else if (event.key === Qt.Key_Escape)
            pad.administration.close();
        event.accepted = true;
    }

    // What lies below is not to be touched.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
    }
    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spaceL, 3 * pad.keySize + 8 * Theme.spaceXl)
        spacing: Theme.spaceS

        Caption {
            objectName: "pinWords"
            Layout.fillWidth: true
            text: pad.words
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.largeSize
            color: pad.waiting || pad.administration.wrong ? Theme.colors.bad : Theme.colors.text
            Accessible.role: Accessible.AlertMessage
        }
        Row {
            objectName: "pinDots"
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredHeight: Theme.spaceL
            spacing: Theme.spaceS
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1 digits").arg(pad.administration.digits)

            Repeater {
                model: pad.administration.digits

                Rectangle {
                    width: Theme.spaceM
                    height: width
                    radius: width / 2
                    color: Theme.colors.text
                }
            }
        }
        GridLayout {
            Layout.alignment: Qt.AlignHCenter
            columns: 3
            rowSpacing: Theme.spaceS
            columnSpacing: Theme.spaceS

            Repeater {
                model: [1, 2, 3, 4, 5, 6, 7, 8, 9]

                PadKey {
                    required property int modelData

                    objectName: "pinKey" + modelData
                    text: modelData
                    onClicked: pad.administration.pressDigit(modelData)
                }
            }
            PadKey {
                objectName: "pinBack"
                text: qsTr("Back")
                enabled: pad.open && pad.administration.digits > 0
                onClicked: pad.administration.eraseDigit()
            }
            PadKey {
                objectName: "pinKey0"
                text: "0"
                onClicked: pad.administration.pressDigit(0)
            }
            PadKey {
                objectName: "pinEnter"
                text: qsTr("OK")
                primary: true
                enabled: pad.open && pad.administration.digits > 0
                onClicked: pad.administration.enterPin()
            }
        }
        TextButton {
            objectName: "pinClose"
            Layout.alignment: Qt.AlignHCenter
            quiet: true
            text: qsTr("Cancel")
            onClicked: pad.administration.close()
        }
    }

    component PadKey: TextButton {
        Layout.preferredWidth: Math.max(pad.keySize * 1.5, implicitWidth)
        Layout.preferredHeight: pad.keySize
        enabled: pad.open
        focusPolicy: Qt.TabFocus // a press leaves the keyboard with the pad
        font.pixelSize: Theme.largeSize
    }
}
