// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Core
import Peripheral.Style

/// The conversations by day. Arrows choose, Enter opens, F2 renames, Delete deletes.
ListView {
    id: list

    required property Chat chat
    required property Navigation navigation

    objectName: "conversationList"
    model: chat.conversations
    clip: true
    activeFocusOnTab: count > 0
    boundsBehavior: Flickable.StopAtBounds
    currentIndex: -1
    bottomMargin: Theme.spaceS
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Conversations")
    ScrollBar.vertical: ThinScrollBar {}
    onActiveFocusChanged: if (activeFocus && currentIndex < 0 && count > 0)
        currentIndex = 0

    section.property: "section"
    section.delegate: Text {
        required property string section

        objectName: "conversationSection"
        width: ListView.view.width
        leftPadding: Theme.spaceL
        topPadding: Theme.spaceM
        bottomPadding: Theme.spaceXs
        text: section
        color: Theme.colors.muted
        font.family: Theme.family
        font.pixelSize: Theme.smallSize
        font.weight: Font.DemiBold
        textFormat: Text.PlainText
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    // The delegates are not bound to this file's ids: section delegates of Qt 6.4 would not be created.
    delegate: ConversationDelegate {
        readonly property ConversationList view: ListView.view as ConversationList

        width: ListView.view.width
        marked: ListView.isCurrentItem && ListView.view.activeFocus
        onChosen: view.openConversation(conversationId)
        onRenamed: title => view.chat.rename(conversationId, title)
        onRemoved: view.chat.remove(conversationId)
        onRenameEnded: view.forceActiveFocus()
    }

    function openConversation(id: double): void {
        chat.open(id);
        navigation.close();
    }

    Keys.onPressed: event => {
        const row = currentItem as ConversationDelegate;
        if (row === null)
            return;
        event.accepted = true;
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Space)
            row.chosen();
        else if (event.key === Qt.Key_F2)
            row.beginRename();
        else if (event.key === Qt.Key_Delete)
            row.removed();
        else
            event.accepted = false;
    }

    Caption {
        objectName: "noConversations"
        visible: list.count === 0
        x: Theme.spaceL
        y: Theme.spaceM
        width: list.width - 2 * Theme.spaceL
        text: qsTr("Your conversations will stand here.")
        color: Theme.colors.muted
        font.pixelSize: Theme.smallSize
    }
}
