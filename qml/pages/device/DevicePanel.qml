// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style
import Peripheral.Pages

/// What is known of the machine's side of the chat. What nobody measured says so.
Rectangle {
    id: panel

    required property PageContext context
    required property PageEntry entry

    objectName: "devicePanel"
    implicitWidth: Theme.panelWidth
    color: Theme.colors.surface

    ColumnLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.spaceM

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.headerHeight
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceS

            Text {
                Layout.fillWidth: true
                text: panel.entry.title
                color: Theme.colors.text
                font.family: Theme.family
                font.pixelSize: Theme.bodySize
                font.weight: Font.DemiBold
                elide: Text.ElideRight
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            IconButton {
                objectName: "hidePanel"
                glyph: "close"
                glyphSize: Theme.smallIconSize
                text: qsTr("Hide the device panel")
                shortcut: panel.entry.shortcut
                onClicked: panel.context.navigation.toggle(panel.entry.name)
            }
        }
        DeviceFacts {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceL
            chat: panel.context.chat
            loadedModel: panel.context.loadedModel
        }
    }
}
