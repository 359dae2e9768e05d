// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// What a run would do, how long it would take, and the button that begins it.
ColumnLayout {
    id: plan

    required property ProfileRun run
    required property LoadedModel loadedModel
    required property bool locked
    property bool choosing: false

    spacing: Theme.spaceS

    Caption {
        Layout.fillWidth: true
        color: Theme.colors.muted
        lineHeight: 1.3
        text: qsTr("Finds out how fast this device reads and writes, what that takes of its memory, and whether it slows down as it warms.")
    }
    Caption {
        objectName: "measureEstimate"
        Layout.fillWidth: true
        visible: plan.run.estimate > 0
        text: qsTr("It takes about %1. You can chat meanwhile: the measuring waits.").arg(Format.duration(plan.run.estimate))
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextButton {
            objectName: "measureStart"
            primary: true
            glyph: "gauge"
            enabled: !plan.locked && (plan.run.synthetic || plan.loadedModel.ready)
            text: qsTr("Measure this device")
            onClicked: plan.run.start()
        }
        TextButton {
            objectName: "measureOptions"
            quiet: true
            glyph: "settings"
            text: plan.choosing ? qsTr("Fewer options") : qsTr("Options")
            onClicked: plan.choosing = !plan.choosing
        }
    }
    PlanGroup {
        objectName: "measureForm"
        visible: plan.choosing
        name: qsTr("How much")

        SegmentedChoice {
            Layout.fillWidth: true
            name: qsTr("How much")
            choices: [qsTr("Quick"), qsTr("Full: long prompts and contexts, cold start")]
            current: plan.run.full ? 1 : 0
            onChosen: index => plan.run.full = index === 1
        }
    }
    PlanGroup {
        objectName: "measureRepetitions"
        visible: plan.choosing
        name: qsTr("How often each test is repeated")

        SegmentedChoice {
            readonly property var offered: [5, 10, 20]

            Layout.fillWidth: true
            name: qsTr("How often each test is repeated")
            choices: offered.map(count => Format.count(count))
            current: offered.indexOf(plan.run.repetitions)
            onChosen: index => plan.run.repetitions = offered[index]
        }
    }
    PlanGroup {
        objectName: "measureModel"
        visible: plan.choosing
        name: qsTr("With which model")

        SegmentedChoice {
            Layout.fillWidth: true
            name: qsTr("With which model")
            choices: [plan.loadedModel.ready ? plan.loadedModel.name : qsTr("The open model"), qsTr("One that is made to measure with")]
            current: plan.run.synthetic ? 1 : 0
            onChosen: index => plan.run.synthetic = index === 1
        }
    }

    /// A choice with its name above it.
    component PlanGroup: ColumnLayout {
        id: group

        required property string name

        Layout.fillWidth: true
        spacing: Theme.spaceXs

        Caption {
            Layout.fillWidth: true
            text: group.name
            font.pixelSize: Theme.smallSize
            color: Theme.colors.muted
        }
    }
}
