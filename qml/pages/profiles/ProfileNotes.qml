// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

/// What the user should know of profiles now: problems first.
ColumnLayout {
    id: notes

    required property Profiles profiles
    readonly property bool needed: (profiles.problem + profiles.notice + profiles.undoText).length > 0
    property int undoSeconds: 10

    spacing: Theme.spaceS

    /// The page scrolls to what has the keyboard; what it was at may be far below, and gone.
    function bringIntoSight(note: Item): void {
        if (note.visible)
            note.forceActiveFocus();
    }

    InlineNote {
        objectName: "profileProblem"
        Layout.fillWidth: true
        visible: notes.profiles.problem.length > 0
        onVisibleChanged: notes.bringIntoSight(this)
        kind: InlineNote.Kind.Problem
        text: notes.profiles.problem
        details: notes.profiles.problemDetails
        actionText: notes.profiles.readOnly ? qsTr("Try again") : ""
        dismissable: !notes.profiles.readOnly
        onActed: notes.profiles.tryAgain()
        onDismissed: notes.profiles.dismissProblem()
    }
    InlineNote {
        objectName: "profileNotice"
        Layout.fillWidth: true
        visible: notes.profiles.notice.length > 0
        onVisibleChanged: notes.bringIntoSight(this)
        text: notes.profiles.notice
        onDismissed: notes.profiles.dismissNotice()
    }
    InlineNote {
        id: undoNote

        objectName: "profileUndo"
        Layout.fillWidth: true
        visible: notes.profiles.undoText.length > 0
        onVisibleChanged: notes.bringIntoSight(this)
        kind: InlineNote.Kind.Undo
        text: notes.profiles.undoText
        actionText: qsTr("Undo")
        onActed: notes.profiles.undoRemove()
        onDismissed: notes.profiles.dismissUndo()

        HoverHandler {
            id: hover
        }
        Timer {
            id: undoTimer

            running: undoNote.visible && !hover.hovered
            interval: notes.undoSeconds * 1000
            onTriggered: notes.profiles.dismissUndo()
        }
        Connections {
            target: notes.profiles

            function onUndoTextChanged(): void {
                if (undoTimer.running)
                    undoTimer.restart();
            }
        }
    }
}
