// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Chat

/// The chat column: messages or the empty state, notes, the input, the status line.
Item {
    id: page

    required property Chat chat
    required property LoadedModel loadedModel
    required property Gpus gpus
    required property Navigation navigation
    readonly property bool busy: chat.busy
    readonly property real columnWidth: Math.min(width - 2 * Theme.spaceL, Theme.textWidth)

    function focusInput(): void {
        input.focusText();
    }
    function send(text: string): void {
        chat.send(text);
        list.jumpToNewest();
        focusInput();
    }
    function editLast(): void {
        const text = chat.editLast();
        if (text.length === 0)
            return;
        input.write(text);
        focusInput();
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            MessageList {
                id: list

                anchors.fill: parent
                visible: page.chat.messages.count > 0
                chat: page.chat
                copier: textCopier
            }
            EmptyState {
                anchors.fill: parent
                visible: page.chat.messages.count === 0
                loadedModel: page.loadedModel
                canSend: page.chat.canSend
                onSuggested: text => page.send(text)
                navigation: page.navigation
            }
        }
        NoteStack {
            id: notes

            Layout.preferredWidth: page.columnWidth
            Layout.maximumHeight: page.height * 0.45
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: implicitHeight > 0 ? Theme.spaceS : 0
            chat: page.chat
            loadedModel: page.loadedModel
            gpus: page.gpus
            navigation: page.navigation
        }
        ChatInput {
            id: input

            objectName: "chatInput"
            Layout.preferredWidth: page.columnWidth
            Layout.alignment: Qt.AlignHCenter
            canSend: page.chat.canSend
            busy: page.busy
            editing: page.chat.editing
            contextUsed: page.chat.contextUsed
            contextLength: page.chat.contextLength
            placeholder: page.chat.readOnly ? qsTr("Nothing can be sent now")
                       : page.loadedModel.ready ? qsTr("Message %1").arg(page.loadedModel.name) : qsTr("Message")
            onTextChanged: page.chat.draft = text
            onSubmitted: text => page.send(text)
            onStopRequested: page.chat.stop()
            onEditLastRequested: page.editLast()
            onEditCancelled: page.chat.cancelEdit()
        }
        StatusLine {
            Layout.preferredWidth: page.columnWidth
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.spaceS
            Layout.bottomMargin: Theme.spaceS
            chat: page.chat
            loadedModel: page.loadedModel
        }
    }
    TextCopier {
        id: textCopier

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: Theme.spaceS
        chat: page.chat
    }
    Connections {
        target: page.chat

        function onDraftChanged(): void {
            if (input.text !== page.chat.draft)
                input.write(page.chat.draft);
        }
        function onCurrentIdChanged(): void {
            page.focusInput();
        }
    }

    /// One quiet line: model, speed, context.
    component StatusLine: Text {
        id: line

        required property Chat chat
        required property LoadedModel loadedModel

        objectName: "statusLine"
        text: {
            const parts = [loadedModel.ready ? loadedModel.name : qsTr("No model")];
            if (chat.tokensPerSecond > 0)
                parts.push(qsTr("%1 tokens/s").arg(Format.decimal(chat.tokensPerSecond, 1)));
            if (chat.contextLength > 0)
                parts.push(qsTr("%1 of %2 tokens").arg(Format.count(chat.contextUsed)).arg(Format.count(chat.contextLength)));
            return parts.join("  ·  ");
        }
        color: Theme.colors.muted
        font.family: Theme.family
        font.pixelSize: Theme.smallSize
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignHCenter
        textFormat: Text.PlainText
        Accessible.role: Accessible.StatusBar
        Accessible.name: text
    }
}
