// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// The three figures that matter most; what was not measured says so.
Flow {
    id: figures

    required property double promptSpeed
    required property double decodeSpeed
    required property double memory
    readonly property string unmeasured: qsTr("not measured")

    spacing: Theme.spaceL

    Figure {
        objectName: "profilePromptSpeed"
        label: qsTr("Reads")
        value: figures.speedText(figures.promptSpeed)
    }
    Figure {
        objectName: "profileDecodeSpeed"
        label: qsTr("Writes")
        value: figures.speedText(figures.decodeSpeed)
    }
    Figure {
        objectName: "profileMemory"
        label: qsTr("Memory at most")
        value: figures.memory > 0 ? Format.bytes(figures.memory) : figures.unmeasured
    }

    function speedText(speed: double): string {
        return speed > 0 ? qsTr("%1 tokens a second").arg(Format.decimal(speed, speed < 100 ? 1 : 0)) : figures.unmeasured;
    }

    component Figure: Column {
        id: figure

        required property string label
        required property string value

        width: Theme.scaled(205)
        Accessible.role: Accessible.StaticText
        Accessible.name: Format.filled(qsTr("%1: %2"), [label, value])

        Caption {
            width: parent.width
            text: figure.label
            color: Theme.colors.muted
            font.pixelSize: Theme.smallSize
            Accessible.ignored: true
        }
        Caption {
            width: parent.width
            text: figure.value
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }
}
