// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style
import Peripheral.Pages

/// A device of a race: how far it has read, what it has written, and when.
ProfileFrame {
    id: lane

    required property int index
    required property string name
    required property string lack
    required property int promptTokens
    required property int tokensRead
    required property int tokens
    required property string text
    required property double firstToken
    required property double end

    objectName: "raceLane" + index

    Caption {
        Layout.fillWidth: true
        text: lane.name
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Caption {
        objectName: "raceLack"
        Layout.fillWidth: true
        visible: text.length > 0
        text: lane.lack
        color: Theme.colors.warn
    }
    Caption {
        objectName: "raceProgress"
        Layout.fillWidth: true
        visible: lane.lack.length === 0
        color: Theme.colors.muted
        font.pixelSize: Theme.smallSize
        text: lane.tokensRead < lane.promptTokens
              ? qsTr("Reads: %1 of %2 tokens").arg(Format.count(lane.tokensRead)).arg(Format.count(lane.promptTokens))
              : qsTr("Writes: %1 tokens").arg(Format.count(lane.tokens))
    }
    ProgressLine {
        Layout.fillWidth: true
        visible: lane.lack.length === 0
        value: lane.promptTokens > 0 ? lane.tokensRead / lane.promptTokens : 0
        name: qsTr("Question read")
    }
    LabelledLine {
        objectName: "raceFirst"
        Layout.fillWidth: true
        visible: lane.firstToken >= 0
        label: qsTr("First word")
        value: qsTr("after %1 s").arg(Format.decimal(lane.firstToken, 1))
    }
    LabelledLine {
        objectName: "raceEnd"
        Layout.fillWidth: true
        visible: lane.end >= 0
        label: qsTr("Done")
        value: qsTr("after %1 s").arg(Format.decimal(lane.end, 1))
    }
    Caption {
        objectName: "raceText"
        Layout.fillWidth: true
        visible: text.length > 0
        text: lane.text
        lineHeight: 1.3
    }
    Item {
        Layout.fillHeight: true
    }
}
