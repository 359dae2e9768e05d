// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// Which device is asked about; one that is made up is described here.
ProfileFrame {
    id: framed

    required property FitCheck check
    required property bool keepable
    readonly property bool byHand: check.device === check.devices.length - 1

    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Caption {
            text: qsTr("Device")
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        Badge {
            objectName: "simulatedBadge"
            visible: framed.check.simulated
            text: qsTr("simulated")
            strong: true
        }
    }
    SegmentedChoice {
        objectName: "fitDevice"
        Layout.fillWidth: true
        visible: framed.check.devices.length > 1
        name: qsTr("Device")
        choices: framed.check.devices
        current: framed.check.device
        onChosen: index => framed.check.device = index
    }
    Flow {
        Layout.fillWidth: true
        visible: framed.byHand
        spacing: Theme.spaceL

        NumberField {
            objectName: "fitMemory"
            label: qsTr("Memory, in GB")
            value: framed.check.memory / 1e9
            most: 1e5
            onEntered: number => framed.check.memory = number * 1e9
        }
        NumberField {
            objectName: "fitCores"
            label: qsTr("Cores")
            value: framed.check.cores
            most: 4096
            digits: 0
            onEntered: number => framed.check.cores = number
        }
        NumberField {
            objectName: "fitBandwidth"
            label: qsTr("Read bandwidth, in GB a second")
            value: framed.check.bandwidth / 1e9
            most: 1e5
            onEntered: number => framed.check.bandwidth = number * 1e9
        }
    }
    TextButton {
        objectName: "keepDevice"
        visible: framed.byHand && framed.keepable
        glyph: "check"
        text: qsTr("Keep this device as a profile")
        onClicked: framed.check.keepDevice()
    }
}
