// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Core
import Peripheral.Style

/// Writes the last answer again, sparse and dense, and sets both speeds beside each other.
Column {
    id: comparison

    required property AnswerReplay replay
    required property bool answering
    readonly property real fastest: Math.max(replay.sparseSpeed ?? 0, replay.denseSpeed ?? 0)
    readonly property string words: {
        switch (replay.state) {
        case AnswerReplay.NothingYet:
            return answering ? "" : qsTr("Ask something first.");
        case AnswerReplay.Ready:
            return replay.available || answering ? "" : qsTr("The last answer was written without skipping.");
        case AnswerReplay.Sparse:
            return qsTr("Writing it again, skipping silent neurons …");
        case AnswerReplay.Dense:
            return qsTr("Writing it again, reading all of them …");
        case AnswerReplay.Done:
            return replay.sameTokens ? qsTr("Same tokens: all %1 of them.").arg(Format.count(replay.tokens))
                                     : qsTr("Not the same tokens: something is wrong with this machine or this program.");
        case AnswerReplay.Interrupted:
            return qsTr("Interrupted.");
        default:
            return qsTr("It could not be written again.");
        }
    }

    function speedText(speed: var, bytes: var): string {
        if (speed === undefined)
            return "";
        const text = qsTr("%1 tokens a second").arg(Format.decimal(speed, 1));
        return bytes === undefined ? text : Format.filled(qsTr("%1, %2 each"), [text, Format.bytes(bytes)]);
    }

    spacing: Theme.spaceS

    Caption {
        width: parent.width
        text: qsTr("Sparse and dense")
        horizontalAlignment: Text.AlignLeft
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Explanation {
        width: parent.width
        text: qsTr("The last answer once more with the same seed, without and with the weights of silent neurons.")
    }
    TextButton {
        objectName: "startReplay"
        anchors.left: parent.left
        visible: !comparison.replay.running
        enabled: comparison.replay.available
        text: qsTr("Compare")
        onClicked: comparison.replay.start()
    }
    TextButton {
        objectName: "cancelReplay"
        anchors.left: parent.left
        visible: comparison.replay.running
        text: qsTr("Cancel")
        onClicked: comparison.replay.cancel()
    }
    Caption {
        objectName: "replayState"
        width: parent.width
        visible: text.length > 0
        text: comparison.answering ? qsTr("An answer is being written.") : comparison.words
        horizontalAlignment: Text.AlignLeft
        color: comparison.replay.state === AnswerReplay.Failed ? Theme.colors.bad : Theme.colors.text
    }
    Meter {
        valueName: "sparseSpeed"
        visible: comparison.replay.sparseSpeed !== undefined
        label: qsTr("Sparse")
        value: comparison.speedText(comparison.replay.sparseSpeed, comparison.replay.sparseBytes)
        share: comparison.fastest > 0 ? comparison.replay.sparseSpeed / comparison.fastest : 0
    }
    Meter {
        valueName: "denseSpeed"
        visible: comparison.replay.denseSpeed !== undefined
        label: qsTr("Dense")
        value: comparison.speedText(comparison.replay.denseSpeed, comparison.replay.denseBytes)
        share: comparison.fastest > 0 ? comparison.replay.denseSpeed / comparison.fastest : 0
    }
}
