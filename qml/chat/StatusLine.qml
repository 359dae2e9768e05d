// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Style

/// One quiet line: model, speed, context.
Text {
    id: line

    required property Chat chat
    required property LoadedModel loadedModel

    objectName: "statusLine"
    text: {
        const parts = [loadedModel.ready ? loadedModel.name : qsTr("No model")];
        if (chat.tokensPerSecond > 0)
            parts.push(qsTr("%1 tokens/s").arg(Format.decimal(chat.tokensPerSecond, 1)));
        if (chat.contextLength > 0)
            parts.push(qsTr("%1 of %2 tokens").arg(Format.count(chat.contextUsed)).arg(Format.count(chat.contextLength)));
        return parts.join("  ·  ");
    }
    color: Theme.colors.muted
    font.family: Theme.family
    font.pixelSize: Theme.smallSize
    elide: Text.ElideRight
    horizontalAlignment: Text.AlignHCenter
    textFormat: Text.PlainText
    Accessible.role: Accessible.StatusBar
    Accessible.name: text
}
