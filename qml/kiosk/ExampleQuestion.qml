// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// One question that could be asked, and after a while the next.
Caption {
    id: example

    required property var questions ///< strings
    property int at: 0

    objectName: "exampleQuestion"
    text: questions.length > 0 ? qsTr("“%1”").arg(questions[at % questions.length]) : ""
    color: Theme.colors.accent

    Timer {
        running: example.visible && example.questions.length > 1
        interval: 6000
        repeat: true
        onTriggered: goes.start()
    }
    NumberAnimation {
        id: goes

        target: example
        property: "opacity"
        to: 0
        duration: Theme.calm
        onFinished: {
            example.at = (example.at + 1) % Math.max(1, example.questions.length);
            comes.start();
        }
    }
    NumberAnimation {
        id: comes

        target: example
        property: "opacity"
        to: 1
        duration: Theme.calm
    }
}
