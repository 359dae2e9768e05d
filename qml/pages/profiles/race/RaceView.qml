// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// Devices type the same answer beside each other, as fast as their profiles say.
ColumnLayout {
    id: view

    required property Profiles profiles
    required property PageContext context

    objectName: "raceView"
    spacing: Theme.spaceM

    Race {
        id: race

        profiles: view.profiles
        figuresOnly: view.context.settings.reducedMotion
    }
    EmptyView {
        Layout.fillWidth: true
        visible: race.lanes.count === 0
        title: qsTr("Nobody races yet")
        text: qsTr("Press “Compare” at two or three of the profiles in the view “Profiles”. They then read the same question and write the same answer here, each as fast as it was measured.")
    }
    Caption {
        Layout.fillWidth: true
        visible: race.lanes.count > 0
        color: Theme.colors.muted
        lineHeight: 1.3
        text: qsTr("All read the same question and type the same answer, which ships with the program. How long that takes follows from the speeds of reading and writing in their profiles.")
    }
    Repeater {
        model: race.otherWork

        delegate: MarkedLine {
            required property string modelData

            objectName: "raceOtherWork"
            Layout.fillWidth: true
            glyph: "warning"
            tint: Theme.colors.warn
            text: modelData
        }
    }
    RaceControls {
        Layout.fillWidth: true
        visible: race.lanes.count > 0
        race: race
    }
    GridLayout {
        Layout.fillWidth: true
        columns: Math.max(1, Math.min(race.lanes.count, Math.floor(width / Theme.scaled(210))))
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM

        Repeater {
            model: race.lanes

            delegate: RaceLane {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
            }
        }
    }
    MarkedLine {
        objectName: "raceOutcome"
        Layout.fillWidth: true
        visible: text.length > 0
        glyph: "check"
        tint: Theme.colors.good
        text: race.outcome
    }
}
