// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Peripheral.Style

/// Where the visitor's question is written, up to a limit; Send beside it, or Stop. Enter sends.
Rectangle {
    id: input

    required property int mostCharacters
    property int mostLines: 4
    property bool canSend: true
    property bool busy: false
    property alias text: area.text
    readonly property bool sendable: canSend && !busy && area.text.trim().length > 0
    readonly property real lineBox: Math.ceil(metrics.lineSpacing) + 1
    readonly property int room: mostCharacters - area.length
    readonly property bool nearLimit: room <= Math.max(20, mostCharacters / 10)

    signal submitted(text: string)
    signal stopRequested

    objectName: "questionInput"
    implicitHeight: row.implicitHeight + 2 * Theme.spaceXs
    radius: Theme.cardRadius
    color: Theme.colors.surface
    border.width: area.activeFocus ? Theme.focusWidth : Theme.hairline
    border.color: area.activeFocus ? Theme.colors.accent : Theme.colors.line

    function focusText(): void {
        area.forceActiveFocus();
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
        if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter || event.modifiers & Qt.ShiftModifier)
            return;
        if (!area.inputMethodComposing) {
            event.accepted = true;
            submit();
        }
    }
    /// Takes what is too much from the end of what was put in last, which is before the cursor; no half of a pair stays.
    function keepToLimit(): void {
        const end = area.cursorPosition;
        let from = Math.max(0, end - (area.length - mostCharacters));
        if (from > 0 && /[\uD800-\uDBFF]/.test(area.text[from - 1]))
            --from;
        area.remove(from, end > from ? end : area.length);
    }

    FontMetrics {
        id: metrics

        font: area.font
    }
    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.spaceXs
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
                font.pixelSize: Theme.largeSize
                placeholderText: qsTr("Your question")
                Accessible.name: qsTr("Your question")
                Keys.onPressed: event => input.handleKey(event)
                onLengthChanged: if (length > input.mostCharacters)
                    input.keepToLimit()
            }
        }
        Text {
            objectName: "charactersLeft"
            Layout.alignment: Qt.AlignBottom
            Layout.preferredHeight: Theme.target
            visible: input.nearLimit
            verticalAlignment: Text.AlignVCenter
            text: Format.count(input.room)
            color: input.room <= 0 ? Theme.colors.bad : Theme.colors.muted
            font.family: Theme.family
            font.pixelSize: Theme.smallSize
            textFormat: Text.PlainText
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Characters left: %1").arg(text)
        }
        TextButton {
            objectName: input.busy ? "stopButton" : "sendButton"
            Layout.alignment: Qt.AlignBottom
            primary: true
            enabled: input.busy || input.sendable
            glyph: input.busy ? "stop" : "send"
            font.pixelSize: Theme.largeSize
            text: input.busy ? qsTr("Stop") : qsTr("Send")
            onClicked: input.busy ? input.stopRequested() : input.submit()
        }
    }
}
