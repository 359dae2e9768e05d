// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

/// What the user should know now, over the input: problems first.
ScrollArea {
    id: stack

    required property Chat chat
    required property LoadedModel loadedModel
    required property Gpus gpus
    required property Navigation navigation
    property int undoSeconds: 10

    objectName: "noteStack"
    implicitHeight: column.implicitHeight
    contentHeight: column.implicitHeight
    clip: interactive // else the rings of focus may lie outside

    ColumnLayout {
        id: column

        width: stack.width
        spacing: Theme.spaceS

        InlineNote {
            objectName: "problemNote"
            Layout.fillWidth: true
            visible: stack.chat.problem.length > 0
            kind: stack.chat.readOnly ? InlineNote.Kind.Problem : InlineNote.Kind.Warning
            text: stack.chat.problem
            details: stack.chat.problemDetails
            actionText: stack.chat.readOnly ? qsTr("Try again") : ""
            dismissable: !stack.chat.readOnly
            onActed: stack.chat.tryAgain()
            onDismissed: stack.chat.dismissProblem()
        }
        InlineNote {
            objectName: "modelErrorNote"
            Layout.fillWidth: true
            visible: stack.loadedModel.error.length > 0
            kind: InlineNote.Kind.Problem
            text: stack.loadedModel.error
            details: stack.loadedModel.errorDetails
            actionText: stack.navigation.offers("models") ? qsTr("Choose another") : ""
            onActed: {
                stack.loadedModel.dismissError();
                stack.navigation.open("models");
            }
            onDismissed: stack.loadedModel.dismissError()
        }
        InlineNote {
            objectName: "modelNoticeNote"
            Layout.fillWidth: true
            visible: stack.loadedModel.notice.length > 0
            kind: InlineNote.Kind.Info
            text: stack.loadedModel.notice
            onDismissed: stack.loadedModel.dismissNotice()
        }
        InlineNote {
            objectName: "gpuNote"
            Layout.fillWidth: true
            visible: stack.gpus.news.length > 0
            kind: InlineNote.Kind.Info
            text: stack.gpus.news
            actionText: stack.gpus.canSwitch && stack.loadedModel.ready ? qsTr("Use it now") : ""
            onActed: {
                stack.gpus.dismissNews();
                stack.gpus.switchNow();
            }
            onDismissed: stack.gpus.dismissNews()
        }
        InlineNote {
            id: undoNote

            objectName: "undoNote"
            Layout.fillWidth: true
            visible: stack.chat.undoText.length > 0
            kind: InlineNote.Kind.Undo
            text: stack.chat.undoText
            actionText: qsTr("Undo")
            onActed: stack.chat.undoRemove()
            onDismissed: stack.chat.dismissUndo()

            HoverHandler {
                id: hover
            }
            Timer {
                id: undoTimer

                running: undoNote.visible && !hover.hovered
                interval: stack.undoSeconds * 1000
                onTriggered: stack.chat.dismissUndo()
            }
            Connections {
                target: stack.chat

                function onUndoTextChanged(): void {
                    if (undoTimer.running)
                        undoTimer.restart();
                }
            }
        }
    }
}
