// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// Start, pause and pace of a race, and its clock.
ColumnLayout {
    id: controls

    required property Race race

    spacing: Theme.spaceM

    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        TextButton {
            objectName: "raceStart"
            primary: true
            enabled: controls.race.possible
            glyph: controls.race.state === Race.Running ? "stop" : "continue"
            text: {
                switch (controls.race.state) {
                case Race.Running:
                    return qsTr("Pause");
                case Race.Paused:
                    return qsTr("Go on");
                default:
                    return qsTr("Start");
                }
            }
            onClicked: controls.race.state === Race.Running ? controls.race.pause() : controls.race.start()
        }
        TextButton {
            objectName: "raceAgain"
            enabled: controls.race.state !== Race.Ready
            glyph: "regenerate"
            text: qsTr("Again")
            onClicked: controls.race.again()
        }
        Caption {
            objectName: "raceClock"
            height: Theme.target
            verticalAlignment: Text.AlignVCenter
            text: qsTr("%1 s").arg(Format.decimal(controls.race.second, 1))
            Accessible.name: qsTr("Time: %1").arg(text)
        }
    }
    SegmentedChoice {
        objectName: "racePace"
        Layout.fillWidth: true
        name: qsTr("How fast time goes by")
        choices: [qsTr("1×"), qsTr("2×"), qsTr("4×")]
        current: Math.log2(controls.race.pace)
        onChosen: index => controls.race.pace = 1 << index
    }
}
