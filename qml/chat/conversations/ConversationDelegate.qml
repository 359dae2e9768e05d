// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// One conversation: press to open; the menu, F2 and Delete rename and delete it. Renaming happens in place.
ItemDelegate {
    id: row

    required property int index
    required property double conversationId
    required property string title
    required property bool current
    required property bool answering
    property bool marked: false   ///< the keyboard is here
    property bool renaming: false

    signal chosen
    signal renamed(title: string)
    signal renameEnded
    signal removed

    objectName: "conversation" + index
    implicitHeight: Theme.target
    contentItem: null
    focusPolicy: Qt.NoFocus
    text: title
    Accessible.name: answering ? qsTr("%1, an answer arrives").arg(title) : title
    Accessible.selected: current
    Accessible.onPressAction: chosen()
    onClicked: chosen()
    onPressAndHold: menu.open()

    function beginRename(): void {
        renaming = true;
        field.text = title;
        field.forceActiveFocus();
        field.selectAll();
    }
    function endRename(keep: bool): void {
        if (!renaming)
            return;
        renaming = false;
        const words = field.text.trim();
        if (keep && words.length > 0 && words !== title)
            renamed(words);
    }
    /// By the keyboard, which goes on in the list then.
    function leaveRename(keep: bool): void {
        endRename(keep);
        renameEnded();
    }

    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceL

        Text {
            visible: !row.renaming
            anchors.left: parent.left
            anchors.right: dot.visible ? dot.left : more.visible ? more.left : parent.right
            anchors.rightMargin: more.visible || dot.visible ? Theme.spaceXs : Theme.spaceM
            anchors.verticalCenter: parent.verticalCenter
            text: row.title
            color: Theme.colors.text
            font.family: Theme.family
            font.pixelSize: Theme.bodySize
            font.weight: row.current ? Font.DemiBold : Font.Normal
            elide: Text.ElideRight
            textFormat: Text.PlainText
        }
        Rectangle {
            id: dot

            objectName: "answeringDot"
            visible: row.answering && !row.renaming
            anchors.right: more.visible ? more.left : parent.right
            anchors.rightMargin: more.visible ? 0 : Theme.spaceL
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.spaceS
            height: width
            radius: width / 2
            color: Theme.colors.accent
        }
        TextField {
            id: field

            objectName: "renameField"
            visible: row.renaming
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: -Theme.spaceS
            anchors.rightMargin: Theme.spaceS
            anchors.verticalCenter: parent.verticalCenter
            height: Theme.target
            topInset: Theme.spaceXs
            bottomInset: Theme.spaceXs
            leftPadding: Theme.spaceS
            rightPadding: Theme.spaceS
            topPadding: 0
            bottomPadding: 0
            verticalAlignment: TextInput.AlignVCenter
            maximumLength: 200
            selectByMouse: true
            color: Theme.colors.text
            selectionColor: Theme.colors.accent
            selectedTextColor: Theme.colors.accentText
            font.family: Theme.family
            font.pixelSize: Theme.bodySize
            Accessible.name: qsTr("New title")
            background: Rectangle {
                color: Theme.colors.ground
                radius: Theme.radius
                border.width: Theme.focusWidth
                border.color: Theme.colors.accent
            }
            Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape
            Keys.onEscapePressed: row.leaveRename(false)
            // Kept from the list, which would open the conversation.
            Keys.onReturnPressed: row.leaveRename(true)
            Keys.onEnterPressed: row.leaveRename(true)
            onActiveFocusChanged: if (!activeFocus)
                row.endRename(true)
        }
        IconButton {
            id: more

            objectName: "conversationMenu"
            visible: !row.renaming && (row.hovered || row.current || row.marked || menu.visible)
            anchors.right: parent.right
            anchors.rightMargin: Theme.spaceXs
            anchors.verticalCenter: parent.verticalCenter
            focusPolicy: Qt.NoFocus
            glyph: "more"
            text: qsTr("Rename or delete")
            onClicked: menu.open()
        }
    }
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: Theme.spaceS
            anchors.rightMargin: Theme.spaceS
            anchors.topMargin: 1
            anchors.bottomMargin: 1
            radius: Theme.radius
            color: row.current || row.hovered ? Theme.colors.raised : "transparent"
            border.width: row.current && Theme.colors === Theme.highContrastColors ? Theme.hairline : 0
            border.color: Theme.colors.line
            FocusRing {
                anchors.margins: 0
                radius: Theme.radius
                shown: row.marked && !row.renaming
            }
        }
    }

    ChoiceMenu {
        id: menu

        x: row.width - width - Theme.spaceS
        y: row.height

        ChoiceMenuItem {
            objectName: "renameConversation"
            glyph: "rename"
            text: qsTr("Rename")
            onTriggered: row.beginRename()
        }
        ChoiceMenuItem {
            objectName: "deleteConversation"
            glyph: "delete"
            text: qsTr("Delete")
            onTriggered: row.removed()
        }
    }
}
