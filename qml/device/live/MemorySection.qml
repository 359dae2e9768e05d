// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Core
import Peripheral.Style
import Peripheral.Device

PanelSection {
    id: section

    required property DeviceReadings readings
    readonly property real tight: 0.1 ///< of the time
    readonly property string pressure: {
        const some = readings.pressureSome;
        if (some === undefined)
            return "";
        const share = Format.percent(some);
        if (some >= tight)
            return qsTr("Memory is tight: programs waited for it %1 of the last 10 s.").arg(share);
        return some >= 0.005 ? qsTr("Programs waited for memory %1 of the last 10 s.").arg(share)
                             : qsTr("No program has to wait for memory.");
    }
    readonly property string swap: {
        const total = readings.swapTotal;
        if (total === undefined || readings.swapFree === undefined)
            return "";
        return total > 0 ? qsTr("%1 of %2").arg(Format.bytes(total - readings.swapFree)).arg(Format.bytes(total)) : qsTr("none");
    }

    name: "memory"
    title: qsTr("Memory")
    explanation: qsTr("What this program has in memory now, and what is left. The system can drop what a file backs, and read it again.")
    body: Column {
        width: parent.width
        spacing: Theme.spaceM

        FigureGrid {
            Figure {
                valueName: "memoryTotal"
                label: qsTr("This program")
                value: section.readings.memoryTotal > 0 ? Format.bytes(section.readings.memoryTotal) : ""
            }
            Figure {
                valueName: "memoryAvailable"
                label: qsTr("Free in this machine")
                value: section.readings.available === undefined ? "" : Format.bytes(section.readings.available)
            }
        }
        ChartFrame {
            width: parent.width
            chart: memoryChart.chart

            MemoryChart {
                id: memoryChart

                readings: section.readings
            }
        }
        Caption {
            objectName: "memoryPressure"
            width: parent.width
            visible: section.pressure.length > 0
            text: section.pressure
            horizontalAlignment: Text.AlignLeft
            color: section.readings.pressureSome >= section.tight ? Theme.colors.warn : Theme.colors.text
        }
        FactLine {
            label: qsTr("Memory of this machine")
            value: section.readings.total === undefined ? "" : Format.bytes(section.readings.total)
        }
        FactLine {
            valueName: "swapUsed"
            label: qsTr("Swapped out")
            value: section.swap
        }
        FactLine {
            visible: section.readings.zramOriginal > 0
            label: qsTr("Of that, compressed (zram)")
            value: section.readings.zramOriginal === undefined ? ""
                 : qsTr("%1 in %2").arg(Format.bytes(section.readings.zramOriginal)).arg(Format.bytes(section.readings.zramCompressed))
        }
    }
}
