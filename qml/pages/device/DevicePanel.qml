// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style
import Peripheral.Device
import Peripheral.Pages

/// What is known of the machine's side of the chat. What nobody measured says so.
Rectangle {
    id: panel

    required property PageContext context
    required property PageEntry entry

    objectName: "devicePanel"
    implicitWidth: Theme.panelWidth
    color: Theme.colors.surface

    RowLayout {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceS
        height: Theme.headerHeight

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
    ScrollArea {
        id: scroll

        objectName: "panelScroll"
        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        contentHeight: sections.implicitHeight + Theme.spaceXl

        LiveSections {
            id: sections

            x: Theme.spaceL
            width: scroll.width - 2 * Theme.spaceL
            chat: panel.context.chat
            loadedModel: panel.context.loadedModel
            settings: panel.context.settings
            readings: panel.context.deviceReadings
            telemetry: panel.context.answerTelemetry
            replay: panel.context.answerReplay
        }
    }
}
