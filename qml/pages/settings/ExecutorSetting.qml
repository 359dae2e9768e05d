// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// What computes: the CPU or a GPU, which GPUs there are, and what is known of them.
SettingGroup {
    id: setting

    required property PageContext context
    readonly property Gpus gpus: context.gpus

    objectName: "executorSetting"
    title: qsTr("Computed by")
    value: context.loadedModel.executor
    note: context.loadedModel.executorReason

    SegmentedChoice {
        objectName: "executorChoice"
        Layout.fillWidth: true
        name: setting.title
        choices: setting.gpus.choiceNames
        current: setting.gpus.choice
        onChosen: index => setting.gpus.choose(index)
    }
    Caption {
        objectName: "noGpus"
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceS
        visible: text.length > 0
        text: setting.gpus.nothing
        color: Theme.colors.muted
    }
    Repeater {
        model: setting.gpus.list

        delegate: ColumnLayout {
            id: gpu

            required property int index
            required property string name
            required property string facts
            required property string sentence
            required property bool skipped

            objectName: "gpu" + index
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceS
            spacing: 0

            RowLayout {
                spacing: Theme.spaceS

                Icon {
                    visible: gpu.skipped
                    icon: "warning"
                    size: Theme.smallIconSize
                    color: Theme.colors.warn
                }
                Caption {
                    Layout.fillWidth: true
                    text: gpu.skipped ? qsTr("%1, skipped").arg(gpu.name) : gpu.name
                }
            }
            Caption {
                Layout.fillWidth: true
                text: gpu.facts
                color: Theme.colors.muted
                font.pixelSize: Theme.smallSize
            }
            Caption {
                Layout.fillWidth: true
                visible: gpu.sentence.length > 0
                text: gpu.sentence
                color: Theme.colors.muted
                font.pixelSize: Theme.smallSize
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceS
        spacing: Theme.spaceS

        TextButton {
            objectName: "switchExecutor"
            visible: setting.gpus.canSwitch
            text: qsTr("Use it now")
            onClicked: setting.gpus.switchNow()
        }
        // One button, so that who works it by keys does not lose the place when the other comes.
        TextButton {
            objectName: "askGpus"
            text: setting.gpus.asking ? qsTr("Cancel")
                : setting.gpus.list.count > 0 ? qsTr("Measure them again") : qsTr("Look for GPUs")
            onClicked: setting.gpus.asking ? setting.gpus.cancel() : setting.gpus.askAgain()
        }
        Caption {
            objectName: "askingGpus"
            height: Theme.target
            verticalAlignment: Text.AlignVCenter
            visible: setting.gpus.asking
            text: setting.gpus.progress
            color: Theme.colors.muted
        }
    }
}
