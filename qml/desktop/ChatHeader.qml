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
    required property Navigation navigation
    readonly property PageEntry panel: navigation.panel

    signal sidebarRequested
    signal newRequested

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
            changeable: header.navigation.offers("models")
            onClicked: header.navigation.open("models")
        }
        IconButton {
            objectName: "showPanel"
            visible: header.panel !== null
            glyph: header.panel?.glyph ?? ""
            checked: header.panelShown
            text: (header.panelShown ? qsTr("Hide the %1") : qsTr("Show the %1")).arg(header.panel?.keyNote ?? "")
            shortcut: header.panel?.shortcut ?? ""
            onClicked: header.navigation.toggle(header.panel.name)
        }
    }
    Hairline {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }

    /// Who answers, and the way to change it where the user may.
    component ModelChip: PlainButton {
        id: chip

        required property LoadedModel loadedModel
        required property bool changeable

        objectName: "modelChip"
        enabled: changeable
        text: loadedModel.ready ? Format.filled(qsTr("%1 · %2"), [loadedModel.name, loadedModel.executor]) : qsTr("No model")
        implicitWidth: Math.ceil(implicitContentWidth) + leftPadding + rightPadding
        implicitHeight: Theme.target
        leftPadding: Theme.spaceM
        rightPadding: Theme.spaceS
        font.pixelSize: Theme.smallSize
        opacity: 1 // also where it is no more than a text
        Accessible.role: changeable ? Accessible.Button : Accessible.StaticText
        Accessible.name: (changeable ? qsTr("Model: %1. Change it") : qsTr("Model: %1")).arg(text)
        Accessible.description: ""

        contentItem: IconText {
            layoutDirection: Qt.RightToLeft
            spacing: Theme.spaceXs
            glyph: chip.changeable ? "chevron" : ""
            glyphSize: Theme.smallIconSize
            text: chip.text
            ink: Theme.colors.muted
            font: chip.font
        }
        background: Item {
            Rectangle {
                anchors.fill: parent
                anchors.topMargin: Theme.spaceXs
                anchors.bottomMargin: Theme.spaceXs
                radius: Theme.radius
                color: chip.hovered || chip.down ? Theme.colors.raised : "transparent"
                FocusRing {
                    shown: chip.visualFocus
                }
            }
        }
    }
}
