// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// Title of a page that covers the chat, and the way back.
Item {
    id: header

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
            onClicked: header.navigation.close()
        }
        Text {
            Layout.fillWidth: true
            text: header.title
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
