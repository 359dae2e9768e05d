// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Core
import Peripheral.Style
import Peripheral.Device

PanelSection {
    id: section

    required property Chat chat
    required property DeviceReadings readings
    required property AnswerTelemetry telemetry
    /// Of what this machine's memory gives.
    readonly property real near: readings.bandwidth > 0 ? telemetry.bytesPerSecond / readings.bandwidth : 0

    name: "speed"
    title: qsTr("Speed")
    explanation: qsTr("For each word the weights are read from memory once: how fast that goes is the limit.")
    body: Column {
        width: parent.width
        spacing: Theme.spaceM

        FigureGrid {
            Figure {
                valueName: "writingSpeed"
                label: qsTr("Writing, tokens a second")
                value: section.chat.tokensPerSecond > 0 ? Format.decimal(section.chat.tokensPerSecond, 1) : ""
            }
            Figure {
                valueName: "readingSpeed"
                label: qsTr("Reading, tokens a second")
                value: section.telemetry.promptTokensPerSecond > 0 ? Format.decimal(section.telemetry.promptTokensPerSecond, 0) : ""
            }
            Figure {
                valueName: "firstToken"
                label: qsTr("First word after")
                value: section.telemetry.firstTokenSeconds > 0
                     ? qsTr("%1 s").arg(Format.decimal(section.telemetry.firstTokenSeconds, 2)) : ""
            }
            Figure {
                valueName: "draftsAccepted"
                label: qsTr("Guesses that were right")
                value: section.telemetry.drafted === undefined ? ""
                     : section.telemetry.drafted > 0
                     ? qsTr("%1 of %2").arg(Format.count(section.telemetry.accepted)).arg(Format.count(section.telemetry.drafted))
                     : qsTr("none made")
            }
        }
        ChartFrame {
            width: parent.width
            visible: section.telemetry.speed.length > 0
            chart: speedChart.chart

            SpeedChart {
                id: speedChart

                telemetry: section.telemetry
            }
        }
        Meter {
            valueName: "bandwidth"
            label: qsTr("Read from memory")
            value: section.near > 0
                 ? qsTr("%1 of %2 a second").arg(Format.bytes(section.telemetry.bytesPerSecond)).arg(Format.bytes(section.readings.bandwidth))
                 : ""
            share: Math.min(section.near, 1)
        }
        Explanation {
            width: parent.width
            visible: text.length > 0
            text: section.readings.bandwidth === undefined ? qsTr("How much this machine can read is measured while nobody asks anything.")
                : section.near > 1 ? qsTr("More than memory gives: the weights fit into the processor’s caches.")
                : section.near > 0 ? qsTr("%1 of what this machine can read at most.").arg(Format.percent(section.near)) : ""
        }
        ChartFrame {
            width: parent.width
            visible: section.telemetry.bytesPerSecond > 0
            chart: partTimes.chart

            PartTimesChart {
                id: partTimes

                telemetry: section.telemetry
            }
        }
    }
}
