// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

/// How far a run is, and the way out.
ColumnLayout {
    id: progress

    required property ProfileRun run

    spacing: Theme.spaceS

    Caption {
        objectName: "measureStep"
        Layout.fillWidth: true
        text: progress.run.state === ProfileRun.Paused ? qsTr("A chat goes first; the measuring goes on after it.")
                                                       : progress.stepText()
    }
    ProgressLine {
        objectName: "measureProgress"
        Layout.fillWidth: true
        value: progress.run.fraction
        name: qsTr("Measured")
    }
    Caption {
        objectName: "measureLeft"
        Layout.fillWidth: true
        visible: progress.run.secondsLeft >= 0
        text: qsTr("About %1 left").arg(Format.duration(progress.run.secondsLeft))
        color: Theme.colors.muted
        font.pixelSize: Theme.smallSize
    }
    TextButton {
        objectName: "measureCancel"
        text: qsTr("Cancel")
        onClicked: progress.run.cancel()
    }

    function stepText(): string {
        switch (progress.run.step) {
        case ProfileRun.MakingModel:
            return qsTr("Making a model to measure with");
        case ProfileRun.LoadingModel:
            return qsTr("Loading the model");
        case ProfileRun.KeepingWeights:
            return qsTr("Keeping the weights for the next start");
        case ProfileRun.ReadingPrompt:
            return testText(qsTr("Reading %1 tokens, %2"), qsTr("Reading %1 tokens after %3, %2"));
        case ProfileRun.Writing:
            return testText(qsTr("Writing %1 tokens, %2"), qsTr("Writing %1 tokens after %3, %2"));
        case ProfileRun.Sustaining:
            return qsTr("Writing without a pause, to see whether it slows down");
        case ProfileRun.Predicting:
            return qsTr("Predicting a text, to see how well the model does");
        case ProfileRun.ReadingMemory:
            return threadText(qsTr("Reading memory with one thread"), qsTr("Reading memory with %1 threads"));
        case ProfileRun.Multiplying:
            return threadText(qsTr("Multiplying with one thread"), qsTr("Multiplying with %1 threads"));
        case ProfileRun.Hashing:
            return qsTr("Adding up the model’s file");
        default:
            return qsTr("Starting");
        }
    }
    function threadText(one: string, more: string): string {
        return progress.run.threads === 1 ? one : more.arg(Format.count(progress.run.threads));
    }
    function testText(atOnce: string, after: string): string {
        const run = progress.run;
        const which = run.repetition > 0 ? Format.filled(qsTr("%1 of %2"), [run.repetition, run.ofRepetitions]) : qsTr("warming up");
        return Format.filled(run.depth > 0 ? after : atOnce, [Format.count(run.tokens), which, Format.count(run.depth)]);
    }
}
