// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// A fact with its name, and what explains it.
ColumnLayout {
    id: fact

    property string label
    property string value
    property string note

    spacing: 2

    Caption {
        Layout.fillWidth: true
        text: fact.label
        color: Theme.colors.muted
        font.pixelSize: Theme.smallSize
    }
    Caption {
        objectName: "factValue"
        Layout.fillWidth: true
        text: fact.value
    }
    Caption {
        Layout.fillWidth: true
        visible: fact.note.length > 0
        text: fact.note
        color: Theme.colors.muted
        font.pixelSize: Theme.smallSize
    }
}
