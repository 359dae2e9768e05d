// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Style

/// Who answers, what it runs on, and how far it has come.
Column {
    id: facts

    required property Chat chat
    required property LoadedModel loadedModel
    required property AnswerTelemetry telemetry
    readonly property string progress: {
        if (!loadedModel.ready)
            return qsTr("No model is loaded.");
        if (chat.answerState === Message.Reading && chat.promptTotal > 0)
            return qsTr("Reading: %1 of %2 tokens.").arg(Format.count(chat.promptDone)).arg(Format.count(chat.promptTotal));
        if (telemetry.answering)
            return qsTr("Writing an answer.");
        if (telemetry.known)
            return qsTr("Sparsity and speed are those of the last answer.");
        return qsTr("Sparsity and speed come with an answer: ask something.");
    }

    spacing: Theme.spaceXs

    Caption {
        objectName: "deviceModel"
        width: parent.width
        visible: facts.loadedModel.ready
        text: Format.filled(qsTr("%1 on %2"), [facts.loadedModel.name, facts.loadedModel.executor])
        horizontalAlignment: Text.AlignLeft
        font.weight: Font.DemiBold
    }
    Explanation {
        width: parent.width
        visible: facts.loadedModel.ready
        text: facts.loadedModel.details
    }
    Explanation {
        objectName: "executorReason"
        width: parent.width
        visible: facts.loadedModel.ready && text.length > 0
        text: facts.loadedModel.executorReason
    }
    Caption {
        objectName: "panelProgress"
        width: parent.width
        topPadding: Theme.spaceXs
        text: facts.progress
        horizontalAlignment: Text.AlignLeft
    }
}
