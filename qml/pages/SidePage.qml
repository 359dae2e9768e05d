// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// A page that covers the chat: a header and one scrolling column.
Rectangle {
    id: page

    required property PageContext context
    required property PageEntry entry
    default property alias content: column.data

    color: Theme.colors.ground

    PageHeader {
        id: header

        width: parent.width
        title: page.entry.title
        navigation: page.context.navigation
    }
    ScrollArea {
        id: scroll

        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        contentHeight: column.implicitHeight + 2 * Theme.spaceXl

        ColumnLayout {
            id: column

            x: (scroll.width - width) / 2
            y: Theme.spaceXl
            width: Math.min(scroll.width - 2 * Theme.spaceL, Theme.textWidth)
            spacing: Theme.spaceM
        }
    }
}
