// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Device
import Peripheral.Kiosk

/// All of an exhibition's panel, each figure with a sentence that says what it means.
Column {
    id: content

    required property Chat chat
    required property Exhibit exhibit
    required property bool foldable
    readonly property AnswerTelemetry telemetry: exhibit.telemetry
    readonly property DeviceReadings readings: exhibit.readings
    readonly property real speed: chat?.tokensPerSecond ?? 0
    readonly property string need: telemetry.lastDenseBytes > 0
        ? Format.filled(qsTr("For the last word it read %1 of %2."),
                        [Format.bytes(telemetry.lastBytes), Format.bytes(telemetry.lastDenseBytes)])
        : ""

    signal folded()

    objectName: "exhibitionContent"
    spacing: Theme.spaceM

    RowLayout {
        width: parent.width
        spacing: 0

        Caption {
            Layout.fillWidth: true
            text: qsTr("What the machine does")
            horizontalAlignment: Text.AlignLeft
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        IconButton {
            objectName: "exhibitionFold"
            visible: content.foldable
            glyph: "close"
            text: qsTr("Fold away what the machine does")
            onClicked: content.folded()
        }
    }
    Explanation {
        objectName: "exhibitionSentence"
        width: parent.width
        text: qsTr("The answer is computed in this machine, word by word, and nowhere else. This is what that takes.")
    }
    FigureGrid {
        Figure {
            valueName: "exhibitionSpeed"
            label: qsTr("Words and parts of words a second")
            value: content.speed > 0 ? Format.decimal(content.speed, 1) : ""
        }
        Figure {
            valueName: "exhibitionSilent"
            label: qsTr("Neurons that stay silent")
            value: content.telemetry.activeShare === undefined ? "" : Format.percent(1 - content.telemetry.activeShare)
        }
    }
    Caption {
        objectName: "exhibitionNeed"
        width: parent.width
        visible: content.need.length > 0
        text: content.need
        horizontalAlignment: Text.AlignLeft
    }
    Explanation {
        width: parent.width
        visible: content.telemetry.heatColumns > 0
        text: qsTr("A column for each word, a line for each layer: the brighter, the more of its neurons had something to say.")
    }
    ChartFrame {
        width: parent.width
        visible: content.telemetry.heatColumns > 0
        chart: heatChart.chart

        HeatChart {
            id: heatChart

            telemetry: content.telemetry
        }
    }
    Hairline {
        width: parent.width
    }
    FigureGrid {
        Figure {
            valueName: "exhibitionMemory"
            label: qsTr("Memory that it takes")
            value: content.readings.memoryTotal > 0 ? Format.bytes(content.readings.memoryTotal) : ""
        }
        Figure {
            valueName: "exhibitionTemperature"
            label: qsTr("Temperature")
            value: content.readings.temperature === undefined
                ? "" : qsTr("%1 °C").arg(Format.decimal(content.readings.temperature, 0))
        }
    }
    ChartFrame {
        width: parent.width
        visible: content.readings.memoryTotal > 0
        chart: memoryChart.chart

        MemoryChart {
            id: memoryChart

            readings: content.readings
        }
    }
}
