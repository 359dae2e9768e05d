// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// Whether a profile is compared, and whether the others are set against it.
Flow {
    id: choice

    required property string name
    required property bool chosen
    required property bool isBaseline
    required property bool full ///< no more can be chosen

    signal chosenWanted(chosen: bool)
    signal baselineWanted

    spacing: Theme.spaceM

    TextButton {
        objectName: "chooseProfile"
        enabled: choice.chosen || !choice.full
        glyph: choice.chosen ? "check" : "compare"
        text: choice.chosen ? qsTr("Compared") : qsTr("Compare")
        Accessible.name: (choice.chosen ? qsTr("Compared: %1") : qsTr("Compare: %1")).arg(choice.name)
        onClicked: choice.chosenWanted(!choice.chosen)
    }
    TextButton {
        objectName: "makeBaseline"
        visible: choice.chosen && !choice.isBaseline
        quiet: true
        text: qsTr("Make it the baseline")
        Accessible.name: qsTr("Make %1 the baseline").arg(choice.name)
        onClicked: choice.baselineWanted()
    }
    Caption {
        objectName: "baselineMark"
        visible: choice.isBaseline
        height: Theme.target
        verticalAlignment: Text.AlignVCenter
        text: qsTr("Baseline: the others are set against it")
        color: Theme.colors.accent
    }
}
