// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// One sentence inside the window instead of a dialog: what happened, what to do, details on demand.
Rectangle {
    id: note

    enum Kind { Info, Undo, Warning, Problem }

    property int kind: InlineNote.Kind.Info
    property string text
    property string details
    property string actionText
    property bool dismissable: true
    property bool showDetails: false
    readonly property color tint: {
        switch (note.kind) {
        case InlineNote.Kind.Problem:
            return Theme.colors.bad;
        case InlineNote.Kind.Warning:
            return Theme.colors.warn;
        default:
            return Theme.colors.accent;
        }
    }

    signal acted
    signal dismissed

    implicitHeight: column.implicitHeight + 2 * Theme.spaceS
    radius: Theme.cardRadius
    color: Theme.colors.surface
    border.width: Theme.hairline
    border.color: Theme.colors.line
    Accessible.role: kind === InlineNote.Kind.Problem ? Accessible.AlertMessage : Accessible.Note
    Accessible.name: text

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceS
        spacing: Theme.spaceXs

        RowLayout {
            spacing: Theme.spaceM

            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: (Theme.target - height) / 2
                icon: note.kind === InlineNote.Kind.Undo ? "delete" : note.kind === InlineNote.Kind.Info ? "info" : "warning"
                color: note.tint
            }
            Caption {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignVCenter
                Layout.topMargin: Theme.spaceS
                Layout.bottomMargin: Theme.spaceS
                text: note.text
            }
            TextButton {
                objectName: "noteDetails"
                Layout.alignment: Qt.AlignTop
                visible: note.details.length > 0
                quiet: true
                text: note.showDetails ? qsTr("Less") : qsTr("Details")
                onClicked: note.showDetails = !note.showDetails
            }
            TextButton {
                objectName: "noteAction"
                Layout.alignment: Qt.AlignTop
                visible: note.actionText.length > 0
                quiet: true
                text: note.actionText
                onClicked: note.acted()
            }
            IconButton {
                objectName: "noteDismiss"
                Layout.alignment: Qt.AlignTop
                visible: note.dismissable
                glyph: "close"
                glyphSize: Theme.smallIconSize
                text: qsTr("Dismiss")
                onClicked: note.dismissed()
            }
        }
        SelectableText {
            objectName: "noteDetailsText"
            visible: note.showDetails && note.details.length > 0
            Layout.fillWidth: true
            Layout.leftMargin: Theme.iconSize + Theme.spaceM
            Layout.rightMargin: Theme.spaceS
            Layout.bottomMargin: Theme.spaceS
            text: note.details
            font.pixelSize: Theme.smallSize
            color: Theme.colors.muted
        }
    }
}
