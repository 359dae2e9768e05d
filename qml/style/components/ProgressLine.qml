// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// A thin bar that fills from 0 to 1.
Rectangle {
    id: line

    property real value
    property string name

    implicitHeight: Theme.spaceXs
    radius: height / 2
    color: Theme.colors.raised
    border.width: Theme.colors === Theme.highContrastColors ? Theme.hairline : 0
    border.color: Theme.colors.line
    Accessible.role: Accessible.ProgressBar
    Accessible.name: Format.filled(qsTr("%1: %2"), [name, Format.percent(value)]) // Qt 6.4 tells no value of a progress bar

    Rectangle {
        anchors.left: parent.left // the right, where what it stands in is mirrored
        width: Math.max(parent.height, Math.min(1, Math.max(0, line.value)) * parent.width)
        height: parent.height
        radius: parent.radius
        color: Theme.colors.accent
    }
}
