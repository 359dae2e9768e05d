// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Chat

/// All conversations, newest first, and the ways to models and settings.
Rectangle {
    id: sidebar

    required property Chat chat

    signal hideRequested
    signal newRequested
    signal opened
    signal modelsRequested
    signal settingsRequested

    implicitWidth: Theme.sidebarWidth
    color: Theme.colors.surface

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.headerHeight
            Layout.leftMargin: Theme.spaceS
            Layout.rightMargin: Theme.spaceS
            spacing: 0

            SidebarButton {
                objectName: "newChat"
                Layout.fillWidth: true
                glyph: "new"
                text: qsTr("New chat")
                onClicked: sidebar.newRequested()
            }
            IconButton {
                objectName: "hideSidebar"
                glyph: "sidebar"
                text: qsTr("Hide the conversations")
                onClicked: sidebar.hideRequested()
            }
        }
        ConversationList {
            Layout.fillWidth: true
            Layout.fillHeight: true
            chat: sidebar.chat
            onOpened: sidebar.opened()
        }
        Hairline {
            Layout.fillWidth: true
        }
        SidebarButton {
            objectName: "openModels"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceS
            Layout.rightMargin: Theme.spaceS
            Layout.topMargin: Theme.spaceXs
            glyph: "model"
            text: qsTr("Models")
            onClicked: sidebar.modelsRequested()
        }
        SidebarButton {
            objectName: "openSettings"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceS
            Layout.rightMargin: Theme.spaceS
            Layout.bottomMargin: Theme.spaceXs
            glyph: "settings"
            text: qsTr("Settings")
            onClicked: sidebar.settingsRequested()
        }
    }
}
