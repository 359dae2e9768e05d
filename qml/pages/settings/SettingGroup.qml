// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// A setting with its name, its present value and what explains it.
ColumnLayout {
    id: group

    property string title
    property string value
    property string note
    default property alias content: body.data

    Layout.fillWidth: true
    Layout.bottomMargin: Theme.spaceM
    spacing: Theme.spaceS

    RowLayout {
        Layout.fillWidth: true

        Caption {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            text: group.title
            font.weight: Font.DemiBold
        }
        Caption {
            Layout.alignment: Qt.AlignTop
            visible: group.value.length > 0
            text: group.value
            color: Theme.colors.muted
        }
    }
    ColumnLayout {
        id: body

        Layout.fillWidth: true
        spacing: Theme.spaceXs
    }
    Caption {
        Layout.fillWidth: true
        visible: group.note.length > 0
        text: group.note
        color: Theme.colors.muted
        font.pixelSize: Theme.smallSize
    }
}
