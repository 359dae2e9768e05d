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

    /// Title of a page that covers the chat, and the way back.
    component PageHeader: Item {
        id: bar

        required property string title
        required property Navigation navigation

        implicitHeight: Theme.headerHeight

        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: Theme.spaceS
            anchors.rightMargin: Theme.spaceL
            spacing: Theme.spaceS

            IconButton {
                objectName: "pageBack"
                Component.onCompleted: forceActiveFocus(Qt.ShortcutFocusReason) // shows the ring, but no tip
                glyph: "back"
                text: qsTr("Back to the chat")
                shortcut: qsTr("Esc")
                onClicked: bar.navigation.close()
            }
            Text {
                Layout.fillWidth: true
                text: bar.title
                color: Theme.colors.text
                font.family: Theme.family
                font.pixelSize: Theme.largeSize
                font.weight: Font.DemiBold
                elide: Text.ElideRight
                textFormat: Text.PlainText
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
        }
        Hairline {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
        }
    }
}
