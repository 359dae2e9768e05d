// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Core
import Peripheral.Style
import Peripheral.Chat

/// The conversation from top to bottom. While `following`, the newest text stays in sight; the reader's own scrolling
/// ends that, and reaching the end or the button begins it again. Nothing else moves the text.
Item {
    id: messages

    required property Chat chat
    required property TextCopier copier ///< null: nothing can be copied
    property bool actions: true ///< an answer can be copied, asked for again and continued
    property alias view: list
    property bool following: true

    ListView {
        id: list

        objectName: "messageList"
        anchors.fill: parent
        model: messages.chat.messages
        clip: true
        reuseItems: false
        cacheBuffer: 400
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: false
        currentIndex: -1
        topMargin: Theme.spaceXl
        bottomMargin: Theme.spaceS
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Messages")
        ScrollBar.vertical: ThinScrollBar {
            id: bar

            objectName: "messageScrollBar"
            onPressedChanged: if (!pressed) messages.noticeReader()
        }

        delegate: MessageDelegate {
            width: ListView.view.width
            chat: messages.chat
            copier: messages.copier
            actions: messages.actions
        }

        onContentHeightChanged: messages.follow()
        onHeightChanged: messages.follow()
        onMovementStarted: messages.following = false
        onMovementEnded: messages.noticeReader()
        Keys.onPressed: event => messages.handleKey(event)
    }
    FocusRing {
        anchors.margins: Theme.focusWidth
        shown: list.activeFocus
    }
    Connections {
        target: messages.chat

        function onCurrentIdChanged(): void {
            messages.jumpToNewest();
        }
    }
    IconButton {
        objectName: "jumpToNewest"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceS
        visible: !messages.following && list.contentHeight > list.height
        glyph: "down"
        text: qsTr("Jump to the newest")
        onClicked: messages.jumpToNewest()

        Rectangle {
            z: -1
            anchors.fill: parent
            anchors.margins: Theme.spaceXs
            radius: Theme.radius
            color: Theme.colors.surface
            border.width: Theme.hairline
            border.color: Theme.colors.line
        }
    }

    function jumpToNewest(): void {
        following = true;
        list.cancelFlick();
        follow();
    }
    function follow(): void {
        if (following)
            Qt.callLater(showEnd); // qmllint disable
    }
    /// Also where everything fits, the text begins at the top.
    function showEnd(): void {
        if (!following)
            return; // the reader was quicker
        list.positionViewAtEnd();
        list.contentY += list.bottomMargin; // which positionViewAtEnd() does not know
        if (list.contentHeight + list.topMargin <= list.height)
            showBeginning();
    }
    function showBeginning(): void {
        list.contentY = list.originY - list.topMargin;
    }
    /// After the reader scrolled: at the end means following again.
    function noticeReader(): void {
        following = distanceToEnd() < Theme.spaceXl;
    }
    function distanceToEnd(): real {
        return list.originY + list.contentHeight + list.bottomMargin - list.height - list.contentY;
    }
    function scrollBy(distance: real): void {
        const top = list.originY - list.topMargin;
        const end = Math.max(top, list.contentY + distanceToEnd());
        list.contentY = Math.min(end, Math.max(top, list.contentY + distance));
        noticeReader();
    }
    function handleKey(event: KeyEvent): void {
        const steps = {
            [Qt.Key_Up]: -Theme.target,
            [Qt.Key_Down]: Theme.target,
            [Qt.Key_PageUp]: -list.height * 0.9,
            [Qt.Key_PageDown]: list.height * 0.9,
            [Qt.Key_Home]: -Infinity,
            [Qt.Key_End]: Infinity
        };
        const distance = steps[event.key];
        if (distance === undefined)
            return;
        event.accepted = true;
        if (distance === Infinity)
            jumpToNewest();
        else if (distance === -Infinity) {
            following = false;
            list.positionViewAtBeginning();
            showBeginning();
        } else
            scrollBy(distance);
    }
}
