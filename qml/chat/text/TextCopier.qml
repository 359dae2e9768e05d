// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Style

/// Puts pieces of answers on the clipboard for whoever asks, and says so to the user for a moment.
Rectangle {
    id: copier

    required property Chat chat

    function copy(text: string): void {
        chat.copyText(text);
        visible = true;
        timer.restart();
    }

    objectName: "copiedNote"
    visible: false
    implicitWidth: label.implicitWidth + 2 * Theme.spaceM
    implicitHeight: label.implicitHeight + 2 * Theme.spaceS
    radius: Theme.radius
    color: Theme.colors.raised
    border.width: Theme.hairline
    border.color: Theme.colors.line
    Accessible.role: Accessible.AlertMessage
    Accessible.name: label.text

    Text {
        id: label

        anchors.centerIn: parent
        text: qsTr("Copied")
        color: Theme.colors.text
        font.family: Theme.family
        font.pixelSize: Theme.smallSize
    }
    Timer {
        id: timer

        interval: 1500
        onTriggered: copier.visible = false
    }
}
