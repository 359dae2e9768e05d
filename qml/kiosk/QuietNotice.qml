// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// A line under the header that says something worth knowing.
Rectangle {
    id: notice

    required property string text

    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    color: Theme.colors.raised

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceL
        spacing: Theme.spaceM

        Icon {
            icon: "info"
            size: Theme.smallIconSize
            color: Theme.colors.muted
        }
        Caption {
            Layout.fillWidth: true
            text: notice.text
            color: Theme.colors.text
        }
    }
}
