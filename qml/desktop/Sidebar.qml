// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Chat

/// All conversations, newest first, and the ways to the pages.
Rectangle {
    id: sidebar

    required property Chat chat
    required property Permissions permissions
    required property Navigation navigation

    signal hideRequested
    signal newRequested

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
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            OnDemand {
                needed: sidebar.permissions.keepConversations
                delegate: ConversationList {
                    anchors.fill: parent
                    chat: sidebar.chat
                    navigation: sidebar.navigation
                }
            }
        }
        Hairline {
            Layout.fillWidth: true
        }
        Repeater {
            id: menu

            model: sidebar.navigation.entriesThat(entry => !entry.hasPanel)

            delegate: SidebarButton {
                required property PageEntry modelData
                required property int index

                objectName: "open" + modelData.name.charAt(0).toUpperCase() + modelData.name.slice(1)
                Layout.fillWidth: true
                Layout.leftMargin: Theme.spaceS
                Layout.rightMargin: Theme.spaceS
                Layout.topMargin: index === 0 ? Theme.spaceXs : 0
                Layout.bottomMargin: index === menu.count - 1 ? Theme.spaceXs : 0
                glyph: modelData.glyph
                text: modelData.title
                onClicked: sidebar.navigation.open(modelData.name)
            }
        }
    }

    /// A line of the sidebar that does something: an icon and a word.
    component SidebarButton: PlainButton {
        id: button

        property string glyph

        implicitHeight: Theme.target
        leftPadding: Theme.spaceS
        rightPadding: Theme.spaceS

        contentItem: IconText {
            glyph: button.glyph
            text: button.text
            font: button.font
        }
        background: Item {
            Rectangle {
                anchors.fill: parent
                anchors.topMargin: 2
                anchors.bottomMargin: 2
                radius: Theme.radius
                color: button.hovered || button.down ? Theme.colors.raised : "transparent"
                FocusRing {
                    anchors.margins: 0
                    radius: Theme.radius
                    shown: button.visualFocus
                }
            }
        }
    }
}
