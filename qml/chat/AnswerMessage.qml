// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Chat

/// An answer: its blocks, what it waits for while there are none, and its footer when it has ended.
Column {
    id: answer

    required property MessageDelegate message
    readonly property Chat chat: message.chat
    readonly property bool ended: !message.arriving && message.state !== Message.Waiting && message.state !== Message.Reading

    spacing: Theme.spaceS
    Component.onCompleted: forceLayout()

    Column {
        id: body

        width: parent.width
        Component.onCompleted: forceLayout()

        Repeater {
            id: repeater

            model: answer.message.blocks
            delegate: BlockView {
                width: body.width
                blocks: answer.message.blocks
                caret: answer.message.arriving && index === repeater.count - 1
                copier: answer.message.copier
            }
        }
    }
    WaitingLine {
        width: parent.width
        visible: repeater.count === 0 && !answer.ended
        chat: answer.chat
    }
    MessageFooter {
        width: parent.width
        visible: answer.ended && (actions || reason.length > 0)
        messageState: answer.message.state
        error: answer.message.error
        footnote: answer.message.footnote
        last: answer.message.last
        empty: repeater.count === 0
        canAnswer: answer.chat.canSend
        actions: answer.message.actions
        onCopyRequested: answer.chat.copy(answer.message.index)
        onRegenerateRequested: answer.chat.regenerate()
        onContinueRequested: answer.chat.continueAnswer()
    }

    /// Stands where the answer will be: how far the prompt is read, or what is waited for.
    component WaitingLine: Item {
        id: waiting

        required property Chat chat
        readonly property bool reading: chat.answerState === Message.Reading && chat.promptTotal > 0
        readonly property string secondsLeft: chat.promptSecondsLeft >= 1
            ? qsTr("%1 s left").arg(Math.ceil(chat.promptSecondsLeft)) : ""
        property bool due: false ///< shown only when it takes long enough to be read

        implicitHeight: Theme.target + Theme.spaceXs

        Timer {
            running: waiting.visible
            interval: 300
            onTriggered: waiting.due = true
        }
        RowLayout {
            width: parent.width
            visible: waiting.due
            spacing: Theme.spaceS

            Caption {
                objectName: "waitingText"
                Layout.fillWidth: true
                text: waiting.reading ? waiting.readingText() : waiting.chat.answerState === Message.Waiting
                    ? qsTr("Waiting for the model") : qsTr("Thinking about the first word")
                color: Theme.colors.muted
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
            }
            TextButton {
                objectName: "cancelReading"
                quiet: true
                text: qsTr("Cancel")
                onClicked: waiting.chat.stop()
            }
        }
        ProgressLine {
            objectName: "promptProgress"
            y: Theme.target
            width: parent.width
            visible: waiting.due && waiting.reading
            value: waiting.chat.promptTotal > 0 ? waiting.chat.promptDone / waiting.chat.promptTotal : 0
            name: qsTr("Prompt read")
        }

        function readingText(): string {
            const progress = qsTr("Reading %1 of %2 tokens").arg(Format.count(chat.promptDone)).arg(Format.count(chat.promptTotal));
            return secondsLeft.length > 0 ? progress + " · " + secondsLeft : progress;
        }
    }
}
