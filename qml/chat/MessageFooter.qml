// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

/// Under an answer that has ended: why it ended, what can be done with it, what it cost.
ColumnLayout {
    id: footer

    required property int messageState
    required property string error
    required property string footnote
    required property bool last
    required property bool empty
    required property bool canAnswer
    required property bool actions
    readonly property bool canContinue: messageState === Message.Stopped || messageState === Message.BrokenOff
    readonly property string reason: {
        switch (messageState) {
        case Message.BrokenOff:
            return qsTr("Broken off: the program ended before the answer did.");
        case Message.Stopped:
            return qsTr("Stopped.");
        case Message.Failed:
            return error;
        default:
            return empty ? qsTr("The model ended its answer without a word.") : "";
        }
    }

    signal copyRequested
    signal regenerateRequested
    signal continueRequested

    spacing: 0

    RowLayout {
        visible: footer.reason.length > 0
        spacing: Theme.spaceS

        Icon {
            visible: footer.messageState !== Message.Stopped
            icon: footer.messageState === Message.Complete ? "info" : "warning"
            size: Theme.smallIconSize
            color: footer.messageState === Message.Failed ? Theme.colors.bad : Theme.colors.warn
        }
        Caption {
            objectName: "footerReason"
            Layout.fillWidth: true
            text: footer.reason
            color: Theme.colors.muted
        }
    }
    Flow {
        visible: footer.actions
        Layout.fillWidth: true
        Layout.leftMargin: -Theme.spaceM
        spacing: 0

        TextButton {
            objectName: "continueAnswer"
            visible: footer.last && footer.canContinue
            enabled: footer.canAnswer
            quiet: true
            glyph: "continue"
            text: qsTr("Continue")
            onClicked: footer.continueRequested()
        }
        IconButton {
            id: copy

            property bool done: false

            objectName: "copyMessage"
            visible: !footer.empty
            glyph: done ? "check" : "copy"
            tint: done ? Theme.colors.good : Theme.colors.muted
            text: done ? qsTr("Copied") : qsTr("Copy the answer")
            onClicked: {
                footer.copyRequested();
                done = true;
                doneTimer.restart();
            }

            Timer {
                id: doneTimer

                interval: 1500
                onTriggered: copy.done = false
            }
        }
        IconButton {
            objectName: "regenerate"
            visible: footer.last
            enabled: footer.canAnswer
            glyph: "regenerate"
            text: qsTr("Answer again")
            onClicked: footer.regenerateRequested()
        }
        Text {
            objectName: "footnote"
            visible: text.length > 0
            height: Theme.target
            leftPadding: Theme.spaceS
            verticalAlignment: Text.AlignVCenter
            text: footer.footnote
            color: Theme.colors.muted
            font.family: Theme.family
            font.pixelSize: Theme.smallSize
            textFormat: Text.PlainText
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
}
