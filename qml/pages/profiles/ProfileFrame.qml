// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// A raised group of things below each other.
Rectangle {
    id: frame

    default property alias content: column.data

    implicitHeight: column.implicitHeight + 2 * Theme.spaceL
    radius: Theme.cardRadius
    color: Theme.colors.surface
    border.width: Theme.hairline
    border.color: Theme.colors.line

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.spaceL
        spacing: Theme.spaceS
    }
}
