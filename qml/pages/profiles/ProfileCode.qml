// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style
import Peripheral.Pages

/// A profile in few words: as a QR code for the camera of a device without a network, and as text.
ColumnLayout {
    id: code

    required property string name
    required property string text

    signal closed

    objectName: "profileCode"
    spacing: Theme.spaceS

    Caption {
        Layout.fillWidth: true
        text: picture.valid ? qsTr("Photograph this, and enter the text in another Peripheral. It holds medians, not every measurement.")
                            : qsTr("Enter this text in another Peripheral. It holds medians, not every measurement.")
        color: Theme.colors.muted
    }
    Timer { // the page scrolls to what has the keyboard, and the picture has its place after a frame
        running: true
        interval: 50
        onTriggered: picture.forceActiveFocus()
    }
    QrCode {
        id: picture

        objectName: "profileQr"
        Layout.alignment: Qt.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: implicitWidth
        Layout.preferredHeight: Math.min(implicitHeight, width)
        visible: valid
        text: code.text
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("QR code of %1; the same stands in the text below it").arg(code.name)

        FocusRing {
            shown: picture.activeFocus
        }
    }
    SelectableText {
        id: words

        objectName: "profileCodeText"
        Layout.fillWidth: true
        text: code.text
        wrapMode: TextEdit.WrapAnywhere
        font.family: Theme.codeFamily
        font.pixelSize: Theme.smallSize
        Accessible.description: qsTr("Text of the QR code")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextButton {
            objectName: "copyProfileCode"
            glyph: "copy"
            text: copied.running ? qsTr("Copied") : qsTr("Copy the text")
            onClicked: {
                words.selectAll();
                words.copy();
                words.deselect();
                copied.restart();
            }

            Timer {
                id: copied

                interval: 1500
            }
        }
        TextButton {
            objectName: "hideProfileCode"
            quiet: true
            text: qsTr("Hide it")
            onClicked: code.closed()
        }
    }
}
