// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

Item {
    id: question

    required property MessageDelegate message

    implicitHeight: box.height

    Rectangle {
        id: box

        anchors.right: parent.right
        width: Math.min(words.implicitWidth + 2 * Theme.spaceL, Math.round(question.width * 0.85))
        height: words.height + 2 * Theme.spaceM
        radius: Theme.cardRadius
        color: Theme.colors.raised
        border.width: Theme.colors === Theme.highContrastColors ? Theme.hairline : 0
        border.color: Theme.colors.line

        SelectableText {
            id: words

            x: Theme.spaceL
            y: Theme.spaceM
            width: parent.width - 2 * Theme.spaceL
            text: question.message.text
        }
    }
}
