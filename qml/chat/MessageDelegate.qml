// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Style
import Peripheral.Chat

/// One message: a question at the right in a raised box, an answer at the left as plain blocks.
Item {
    id: message

    required property int index
    required property int author
    required property BlockListModel blocks
    required property string text
    required property int state
    required property string error
    required property string footnote
    required property bool last
    required property Chat chat
    required property TextCopier copier
    required property bool actions
    readonly property bool question: author === Message.User
    readonly property bool arriving: state === Message.Streaming

    objectName: "message" + index
    implicitHeight: loader.height + (question ? Theme.spaceXl : Theme.spaceL)
    Accessible.role: Accessible.ListItem
    // The whole text only once it is there: made anew for each part of an answer, it would cost a tenth of drawing it.
    Accessible.name: question ? qsTr("You: %1").arg(text) : arriving ? qsTr("An answer arrives") : qsTr("Answer: %1").arg(text)

    Loader {
        id: loader

        width: Math.min(message.width - 2 * Theme.spaceL, Theme.textWidth)
        anchors.horizontalCenter: parent.horizontalCenter
        Component.onCompleted: setSource(message.question ? "QuestionMessage.qml" : "AnswerMessage.qml", {
            message: message
        })
    }
}
