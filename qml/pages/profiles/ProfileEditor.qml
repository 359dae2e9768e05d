// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// Name and notes of a profile, to be written. Enter in the name saves, Esc leaves it as it was.
ColumnLayout {
    id: editor

    required property string name
    required property string notes

    signal saved(name: string, notes: string)
    signal closed

    spacing: Theme.spaceS
    Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape
    Keys.onEscapePressed: closed()
    Component.onCompleted: {
        field.forceActiveFocus();
        field.selectAll();
    }

    function save(): void {
        saved(field.text, area.text);
        closed();
    }

    LineField {
        id: field

        objectName: "profileNameField"
        Layout.fillWidth: true
        text: editor.name
        maximumLength: 200
        Accessible.name: qsTr("Name of the profile")
        Keys.onReturnPressed: editor.save()
        Keys.onEnterPressed: editor.save()
    }
    FramedArea {
        id: area

        objectName: "profileNotesArea"
        Layout.fillWidth: true
        text: editor.notes
        placeholderText: qsTr("Notes: how it was cooled, what else ran")
        Accessible.name: qsTr("Notes")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextButton {
            objectName: "saveProfile"
            primary: true
            text: qsTr("Save")
            onClicked: editor.save()
        }
        TextButton {
            objectName: "leaveProfile"
            text: qsTr("Cancel")
            onClicked: editor.closed()
        }
    }
}
