// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// What something is called, and at the end of the line how much it is; below it where the line has no room for both. An
/// empty value was not measured.
GridLayout {
    id: line

    required property string label
    required property string value
    property string valueName ///< objectName of the value's text
    readonly property bool beside: name.implicitWidth + columnSpacing + words.implicitWidth <= width

    width: parent !== null ? parent.width : 0
    columns: beside ? 2 : 1
    columnSpacing: Theme.spaceM
    rowSpacing: 0

    Caption {
        id: name

        Layout.fillWidth: true
        text: line.label
        color: Theme.colors.muted
        horizontalAlignment: Text.AlignLeft
    }
    Caption {
        id: words

        objectName: line.valueName
        Layout.fillWidth: !line.beside
        text: line.value.length > 0 ? line.value : qsTr("not measured")
        color: line.value.length > 0 ? Theme.colors.text : Theme.colors.muted
        horizontalAlignment: line.beside ? Text.AlignRight : Text.AlignLeft
    }
}
