// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// Estimates in numbers; each lists what it rests on at the press of its button.
ProfileFrame {
    id: framed

    required property EstimateListModel estimates

    Caption {
        Layout.fillWidth: true
        text: qsTr("Estimates, and what they rest on")
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Repeater {
        model: framed.estimates

        delegate: ColumnLayout {
            id: estimate

            required property int index
            required property string name
            required property string value
            required property string basis
            required property list<string> inputs
            property bool opened: false

            Layout.fillWidth: true
            spacing: 0

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceS

                LabelledLine {
                    objectName: "estimate" + estimate.index
                    Layout.fillWidth: true
                    label: estimate.name
                    value: estimate.basis.length > 0
                           ? Format.filled(qsTr("%1, %2"), [estimate.value, estimate.basis]) : estimate.value
                }
                TextButton {
                    objectName: "estimateInputs" + estimate.index
                    quiet: true
                    text: estimate.opened ? qsTr("Less") : qsTr("Why")
                    Accessible.name: qsTr("What it rests on: %1").arg(estimate.name)
                    onClicked: estimate.opened = !estimate.opened
                }
            }
            Repeater {
                model: estimate.opened ? estimate.inputs : []

                delegate: Caption {
                    required property string modelData

                    objectName: "estimateInput"
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.spaceM
                    text: modelData
                    color: Theme.colors.muted
                    font.pixelSize: Theme.smallSize
                }
            }
        }
    }
}
