// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

/// Over the chat: its title, who answers, and the ways to the sidebar and the device panel.
Item {
    id: header

    required property string title
    required property LoadedModel loadedModel
    required property bool sidebarShown
    required property bool panelShown

    signal sidebarRequested
    signal newRequested
    signal modelsRequested
    signal panelRequested

    implicitHeight: Theme.headerHeight

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceS
        anchors.rightMargin: Theme.spaceS
        spacing: 0

        IconButton {
            objectName: "showSidebar"
            visible: !header.sidebarShown
            glyph: "sidebar"
            text: qsTr("Show the conversations")
            onClicked: header.sidebarRequested()
        }
        IconButton {
            objectName: "newInHeader"
            visible: !header.sidebarShown
            glyph: "new"
            text: qsTr("New chat")
            shortcut: qsTr("Ctrl+N")
            onClicked: header.newRequested()
        }
        Text {
            objectName: "chatTitle"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceS
            text: header.title.length > 0 ? header.title : qsTr("New chat")
            color: Theme.colors.text
            font.family: Theme.family
            font.pixelSize: Theme.bodySize
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            textFormat: Text.PlainText
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        ModelChip {
            Layout.maximumWidth: Math.round(header.width * 0.45)
            loadedModel: header.loadedModel
            onClicked: header.modelsRequested()
        }
        IconButton {
            objectName: "showPanel"
            glyph: "device"
            checked: header.panelShown
            text: header.panelShown ? qsTr("Hide the device panel") : qsTr("Show the device panel")
            shortcut: qsTr("F9")
            onClicked: header.panelRequested()
        }
    }
    Hairline {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }
}
