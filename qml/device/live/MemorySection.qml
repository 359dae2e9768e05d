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
    /// Undefined where no GPU computes.
    readonly property var gpu: readings.gpu
    readonly property string gpuLayers: gpu === undefined || gpu.layers === gpu.allLayers ? ""
        : qsTr("%1 of %2; the CPU computes the others").arg(gpu.layers).arg(gpu.allLayers)
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
        FigureGrid {
            visible: section.gpu !== undefined

            Figure {
                valueName: "gpuWeights"
                label: qsTr("Model on the GPU")
                value: section.gpu === undefined ? "" : Format.bytes(section.gpu.weights)
            }
            Figure {
                valueName: "gpuFree"
                label: qsTr("Free on the GPU")
                value: section.gpu === undefined ? "" : Format.bytes(section.gpu.free)
            }
        }
        FactLine {
            valueName: "gpuCache"
            visible: section.gpu !== undefined
            label: qsTr("Conversation on the GPU")
            value: section.gpu === undefined ? "" : qsTr("room for all of it: %1").arg(Format.bytes(section.gpu.cache))
        }
        FactLine {
            valueName: "gpuWorking"
            visible: section.gpu !== undefined
            label: qsTr("What computing takes there")
            value: section.gpu === undefined ? "" : Format.bytes(section.gpu.working)
        }
        FactLine {
            valueName: "gpuLayers"
            visible: section.gpuLayers.length > 0
            label: qsTr("Layers on the GPU")
            value: section.gpuLayers
        }
        FactLine {
            valueName: "gpuTotal"
            visible: section.gpu !== undefined
            label: qsTr("Memory of the GPU")
            value: section.gpu === undefined ? "" : Format.bytes(section.gpu.total)
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
