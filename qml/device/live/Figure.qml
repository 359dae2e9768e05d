// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// A number that is read at a glance, under what it is. An empty value was not measured.
ColumnLayout {
    id: figure

    required property string label
    required property string value
    property string valueName ///< objectName of the value's text

    Layout.fillWidth: true
    Layout.preferredWidth: 1 // as wide as its neighbour
    Layout.alignment: Qt.AlignTop
    spacing: 0

    Explanation {
        Layout.fillWidth: true
        text: figure.label
    }
    Caption {
        objectName: figure.valueName
        Layout.fillWidth: true
        text: figure.value.length > 0 ? figure.value : qsTr("not measured")
        color: figure.value.length > 0 ? Theme.colors.text : Theme.colors.muted
        horizontalAlignment: Text.AlignLeft
        font.pixelSize: figure.value.length > 0 ? Theme.titleSize : Theme.bodySize
    }
}
