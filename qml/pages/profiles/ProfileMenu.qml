// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style
import Peripheral.Pages

/// What can be done with a profile.
ChoiceMenu {
    id: menu

    required property bool changeable
    required property bool exportable

    signal editWanted
    signal exportWanted
    signal codeWanted
    signal removed

    implicitWidth: Theme.scaled(220)

    ChoiceMenuItem {
        objectName: "editProfile"
        visible: menu.changeable
        glyph: "rename"
        text: qsTr("Name and notes")
        onTriggered: menu.editWanted()
    }
    ChoiceMenuItem {
        objectName: "exportProfile"
        visible: menu.exportable
        glyph: "export"
        text: qsTr("Export to a file")
        onTriggered: menu.exportWanted()
    }
    ChoiceMenuItem {
        objectName: "showProfileCode"
        glyph: "qr"
        text: code.available ? qsTr("QR code") : qsTr("Text to copy")
        onTriggered: menu.codeWanted()

        QrCode {
            id: code
        }
    }
    ChoiceMenuItem {
        objectName: "deleteProfile"
        visible: menu.changeable
        glyph: "delete"
        text: qsTr("Delete")
        onTriggered: menu.removed()
    }
}
