// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
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
        visible: answer.ended
        messageState: answer.message.state
        error: answer.message.error
        footnote: answer.message.footnote
        last: answer.message.last
        empty: repeater.count === 0
        canAnswer: answer.chat.canSend
        onCopyRequested: answer.chat.copy(answer.message.index)
        onRegenerateRequested: answer.chat.regenerate()
        onContinueRequested: answer.chat.continueAnswer()
    }
}
