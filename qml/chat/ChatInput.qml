// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Peripheral.Style

/// Where the question is written. Enter sends (never while an input method composes), Shift+Enter breaks the line,
/// up in an empty input edits the last question. While an answer arrives, Stop stands where Send was.
Rectangle {
    id: input

    property alias text: area.text
    property alias placeholder: area.placeholderText
    property bool canSend: true
    property bool busy: false
    property bool editing: false
    property int contextUsed: 0
    property int contextLength: 0
    readonly property bool sendable: canSend && !busy && area.text.trim().length > 0
    readonly property int mostLines: 6
    readonly property real lineBox: metrics.lineSpacing

    signal submitted(text: string)
    signal stopRequested
    signal editLastRequested
    signal editCancelled

    implicitHeight: column.implicitHeight + 2 * Theme.spaceXs
    radius: Theme.cardRadius
    color: Theme.colors.surface
    border.width: area.activeFocus ? Theme.focusWidth : Theme.hairline
    border.color: area.activeFocus ? Theme.colors.accent : Theme.colors.line

    function focusText(): void {
        area.forceActiveFocus();
        area.cursorPosition = area.length;
    }
    /// In place of what stands there; what is typed next goes on behind it.
    function write(text: string): void {
        area.text = text;
        area.cursorPosition = area.length;
    }
    function submit(): void {
        if (sendable)
            submitted(area.text.trim());
    }
    function handleKey(event: KeyEvent): void {
        if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && !(event.modifiers & Qt.ShiftModifier)) {
            if (!area.inputMethodComposing) {
                event.accepted = true;
                submit();
            }
        } else if (event.key === Qt.Key_Up && area.length === 0 && !area.inputMethodComposing && !busy) {
            event.accepted = true;
            editLastRequested();
        }
    }

    FontMetrics {
        id: metrics

        font: area.font
    }
    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.spaceXs
        spacing: 0

        RowLayout {
            visible: input.editing
            Layout.leftMargin: Theme.spaceM

            Caption {
                Layout.fillWidth: true
                text: qsTr("Editing your last question")
                color: Theme.colors.muted
                font.pixelSize: Theme.smallSize
            }
            IconButton {
                objectName: "cancelEdit"
                glyph: "close"
                glyphSize: Theme.smallIconSize
                text: qsTr("Keep it as it was")
                onClicked: input.editCancelled()
            }
        }
        RowLayout {
            spacing: Theme.spaceS

            Flickable {
                id: scroll

                Layout.fillWidth: true
                Layout.preferredHeight: Math.min(area.implicitHeight, input.mostLines * input.lineBox + area.topPadding + area.bottomPadding)
                contentWidth: width
                contentHeight: area.implicitHeight
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                flickableDirection: Flickable.VerticalFlick
                ScrollBar.vertical: ThinScrollBar {}

                TextArea.flickable: WritingArea {
                    id: area

                    objectName: "questionArea"
                    leftPadding: Theme.spaceM
                    rightPadding: Theme.spaceM
                    topPadding: Math.max(Theme.spaceS, (Theme.target - input.lineBox) / 2)
                    bottomPadding: topPadding
                    background: null
                    Accessible.name: qsTr("Your message")
                    Accessible.description: qsTr("Enter sends, Shift+Enter breaks the line")
                    Keys.onPressed: event => input.handleKey(event)
                }
            }
            ContextGauge {
                Layout.alignment: Qt.AlignBottom
                Layout.preferredHeight: Theme.target
                visible: length > 0 && input.width > 420 * Theme.textScale
                used: input.contextUsed
                length: input.contextLength
            }
            IconButton {
                id: button

                objectName: input.busy ? "stopButton" : "sendButton"
                Layout.alignment: Qt.AlignBottom
                glyph: input.busy ? "stop" : "send"
                filled: true
                enabled: input.busy || input.sendable
                text: input.busy ? qsTr("Stop") : qsTr("Send")
                shortcut: input.busy ? qsTr("Esc") : qsTr("Enter")
                onClicked: input.busy ? input.stopRequested() : input.submit()
            }
        }
    }
}
