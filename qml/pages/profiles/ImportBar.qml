// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// Ways for profiles of other devices: a file, or the text of a QR code.
ColumnLayout {
    id: bar

    required property Profiles profiles
    required property ProfileFiles files
    property bool pasting: false

    spacing: Theme.spaceS

    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextButton {
            objectName: "importProfile"
            glyph: "import"
            text: qsTr("Import a profile")
            onClicked: bar.files.importOne()
        }
        TextButton {
            objectName: "pasteProfile"
            quiet: true
            glyph: "qr"
            text: qsTr("Enter the text of a QR code")
            onClicked: {
                bar.pasting = !bar.pasting;
                if (bar.pasting)
                    area.forceActiveFocus();
            }
        }
    }
    FramedArea {
        id: area

        objectName: "profileText"
        Layout.fillWidth: true
        visible: bar.pasting
        wrapMode: TextEdit.WrapAnywhere
        placeholderText: qsTr("The text that a camera read from the QR code")
        Accessible.name: qsTr("Text of a QR code")
    }
    TextButton {
        objectName: "importText"
        visible: bar.pasting
        enabled: area.length > 0
        text: qsTr("Import this text")
        onClicked: {
            bar.profiles.importText(area.text);
            area.clear();
            bar.pasting = false;
        }
    }
}
