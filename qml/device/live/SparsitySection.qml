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
    required property AnswerTelemetry telemetry
    required property AnswerReplay replay
    /// Where nobody watched the last answer, what is kept with it.
    readonly property var active: telemetry.activeShare ?? (chat.skippedShare > 0 ? 1 - chat.skippedShare : undefined)
    readonly property string need: {
        if (telemetry.lastDenseBytes <= 0)
            return "";
        const values = [Format.bytes(telemetry.lastBytes), Format.bytes(telemetry.lastDenseBytes), Format.count(telemetry.lastTokens)];
        return Format.filled(telemetry.lastTokens > 1 ? qsTr("The last %3 words, read together, needed %1 of %2.")
                                                      : qsTr("This word needed %1 of %2."), values);
    }

    name: "sparsity"
    title: qsTr("Sparsity")
    explanation: qsTr("Most neurons of this model stay silent at each word. What a silent neuron would have added need not be read.")
    body: Column {
        width: parent.width
        spacing: Theme.spaceM

        FigureGrid {
            Figure {
                valueName: "activeShare"
                label: qsTr("Neurons active")
                value: section.active === undefined ? "" : Format.percent(section.active)
            }
            Figure {
                valueName: "skippedShare"
                label: qsTr("Skipped of ffn_down")
                value: section.telemetry.skippedShare === undefined ? "" : Format.percent(section.telemetry.skippedShare)
            }
        }
        Caption {
            objectName: "wordNeed"
            width: parent.width
            visible: section.need.length > 0
            text: section.need
            horizontalAlignment: Text.AlignLeft
        }
        ChartFrame {
            width: parent.width
            visible: section.telemetry.heatColumns > 0
            chart: heatChart.chart

            HeatChart {
                id: heatChart

                telemetry: section.telemetry
            }
        }
        ChartFrame {
            width: parent.width
            visible: section.telemetry.heatColumns > 0
            chart: spreadChart.chart

            SpreadChart {
                id: spreadChart

                telemetry: section.telemetry
            }
        }
        ReplayComparison {
            width: parent.width
            replay: section.replay
            answering: section.telemetry.answering
        }
    }
}
