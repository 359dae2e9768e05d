// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// One question that could be asked, and after a while the next.
Caption {
    id: example

    required property list<string> questions
    property bool compact: false
    property int at: 0

    objectName: "exampleQuestion"
    text: questions.length > 0 ? qsTr("“%1”").arg(questions[at % questions.length]) : ""
    color: Theme.colors.accent
    font.pixelSize: compact ? Theme.largeSize : Theme.scaled(26)

    Timer {
        running: example.visible && example.questions.length > 1
        interval: 6000
        repeat: true
        onTriggered: fading.start()
    }
    SequentialAnimation {
        id: fading

        NumberAnimation {
            target: example
            property: "opacity"
            to: 0
            duration: Theme.calm
        }
        ScriptAction {
            script: example.at = (example.at + 1) % example.questions.length
        }
        NumberAnimation {
            target: example
            property: "opacity"
            to: 1
            duration: Theme.calm
        }
    }
}
