// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// A name and, beside it, what it comes to.
RowLayout {
    id: line

    required property string label
    required property string value

    spacing: Theme.spaceM
    Accessible.role: Accessible.StaticText
    Accessible.name: Format.filled(qsTr("%1: %2"), [label, value])

    Caption {
        Layout.alignment: Qt.AlignTop
        Layout.preferredWidth: Theme.scaled(112)
        text: line.label
        color: Theme.colors.muted
        font.pixelSize: Theme.smallSize
        Accessible.ignored: true
    }
    Caption {
        Layout.alignment: Qt.AlignTop
        Layout.fillWidth: true
        text: line.value
        font.pixelSize: Theme.smallSize
        Accessible.ignored: true
    }
}
