// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Core
import Peripheral.Style

PanelSection {
    id: section

    required property DeviceReadings readings
    required property AnswerTelemetry telemetry
    readonly property string throttling: {
        const now = readings.throttledNow;
        const events = readings.throttleEvents;
        if (now === true)
            return qsTr("yes, now");
        if (events > 0)
            return qsTr("not now, %1 times since the start").arg(Format.count(events));
        return now === false || events === 0 ? qsTr("no") : "";
    }

    name: "conditions"
    title: qsTr("Conditions")
    explanation: qsTr("What makes the same machine faster or slower at different times.")
    body: Column {
        width: parent.width
        spacing: Theme.spaceS

        FactLine {
            valueName: "clock"
            label: qsTr("Clock")
            value: section.readings.megahertz === undefined ? ""
                 : qsTr("%1 GHz").arg(Format.decimal(section.readings.megahertz / 1000, 2))
        }
        FactLine {
            valueName: "temperature"
            label: qsTr("Temperature")
            value: section.readings.temperature === undefined ? ""
                 : qsTr("%1 °C").arg(Format.decimal(section.readings.temperature, 0))
        }
        FactLine {
            valueName: "throttled"
            label: qsTr("Throttled")
            value: section.throttling
        }
        FactLine {
            valueName: "governor"
            label: qsTr("Governor")
            value: section.readings.governor ?? ""
        }
        FactLine {
            valueName: "watts"
            label: qsTr("Power")
            value: section.readings.watts === undefined ? "" : qsTr("%1 W").arg(Format.decimal(section.readings.watts, 1))
        }
        FactLine {
            valueName: "joules"
            label: qsTr("Energy a token")
            value: section.telemetry.joulesPerToken === undefined ? ""
                 : qsTr("%1 J").arg(Format.decimal(section.telemetry.joulesPerToken, 2))
        }
    }
}
