// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Core
import Peripheral.Ui

/// An answer: its blocks, what it waits for while there are none, and its footer when it has ended.
Column {
    id: answer

    required property BlockListModel blocks
    required property int messageState
    required property string error
    required property string footnote
    required property bool last
    required property Chat chat
    readonly property bool arriving: messageState === MessageListModel.Streaming
    readonly property bool ended: !arriving && messageState !== MessageListModel.Waiting && messageState !== MessageListModel.Reading

    signal copyRequested
    signal textCopied(text: string)

    spacing: Theme.spaceS
    Component.onCompleted: forceLayout()

    Column {
        id: body

        width: parent.width
        Component.onCompleted: forceLayout()

        Repeater {
            id: repeater

            model: answer.blocks
            delegate: BlockView {
                width: body.width
                blocks: answer.blocks
                caret: answer.arriving && index === repeater.count - 1
                onCopyRequested: text => answer.textCopied(text)
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
        messageState: answer.messageState
        error: answer.error
        footnote: answer.footnote
        last: answer.last
        empty: repeater.count === 0
        canAnswer: answer.chat.canSend
        onCopyRequested: answer.copyRequested()
        onRegenerateRequested: answer.chat.regenerate()
        onContinueRequested: answer.chat.continueAnswer()
    }
}
