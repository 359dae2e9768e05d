// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

SidePage {
    id: page

    readonly property Settings settings: context.settings

    objectName: "settingsPage"

    SettingGroup {
        title: qsTr("Colours")

        SegmentedChoice {
            objectName: "schemeChoice"
            Layout.fillWidth: true
            name: qsTr("Colours")
            choices: [qsTr("As the system"), qsTr("Light"), qsTr("Dark"), qsTr("High contrast")]
            current: page.settings.scheme
            onChosen: index => page.settings.scheme = index
        }
    }
    SettingGroup {
        title: qsTr("Text size")
        value: Format.percent(page.settings.textScale)

        SettingSlider {
            objectName: "textScaleSlider"
            Layout.fillWidth: true
            Accessible.name: qsTr("Text size")
            from: 1
            to: 2
            stepSize: 0.05
            value: page.settings.textScale
            onMoved: page.settings.textScale = value
        }
    }
    SettingSwitch {
        objectName: "reducedMotionSwitch"
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.spaceM
        text: qsTr("Less motion")
        checked: page.settings.reducedMotion
        onToggled: page.settings.reducedMotion = checked
    }
    SettingGroup {
        title: qsTr("Temperature of answers")
        value: Format.decimal(page.settings.temperature, 2)
        note: qsTr("0 always takes the likeliest word; higher values vary more and err more.")

        SettingSlider {
            objectName: "temperatureSlider"
            Layout.fillWidth: true
            Accessible.name: qsTr("Temperature of answers")
            from: 0
            to: 2
            stepSize: 0.05
            value: page.settings.temperature
            onMoved: page.settings.temperature = value
        }
    }
    SettingGroup {
        title: qsTr("System prompt")
        note: qsTr("Put before every conversation. Empty: the model’s own.")

        FramedArea {
            objectName: "systemPromptText"
            Layout.fillWidth: true
            leastHeight: Theme.scaled(96)
            Accessible.name: qsTr("System prompt")
            text: page.settings.systemPrompt
            onEditingFinished: page.settings.systemPrompt = text
        }
    }
    ExecutorSetting {
        context: page.context
    }
    SettingGroup {
        title: qsTr("Keyboard")

        ShortcutRow {
            keys: qsTr("Enter")
            action: qsTr("send")
        }
        ShortcutRow {
            keys: qsTr("Shift+Enter")
            action: qsTr("break the line")
        }
        ShortcutRow {
            keys: qsTr("Esc")
            action: qsTr("stop the answer, or go back to the chat")
        }
        ShortcutRow {
            keys: qsTr("↑ in an empty input")
            action: qsTr("edit the last question")
        }
        ShortcutRow {
            keys: qsTr("Ctrl+N")
            action: qsTr("new chat")
        }
        ShortcutRow {
            keys: qsTr("Ctrl+L")
            action: qsTr("to the input")
        }
        Repeater {
            model: page.context.navigation.entriesThat(entry => entry.shortcut.length > 0)

            delegate: ShortcutRow {
                required property PageEntry modelData

                keys: modelData.shortcut
                action: modelData.keyNote
            }
        }
        ShortcutRow {
            keys: qsTr("F11")
            action: qsTr("full screen")
        }
        ShortcutRow {
            visible: page.context.permissions.keepConversations
            keys: qsTr("F2")
            action: qsTr("rename a conversation in the list")
        }
        ShortcutRow {
            visible: page.context.permissions.keepConversations
            keys: qsTr("Delete")
            action: qsTr("delete a conversation in the list")
        }
    }


    /// What a key does.
    component ShortcutRow: RowLayout {
        id: row

        property string keys
        property string action

        Layout.fillWidth: true
        spacing: Theme.spaceM

        Caption {
            Layout.preferredWidth: Theme.scaled(160)
            text: row.keys
        }
        Caption {
            Layout.fillWidth: true
            text: row.action
            color: Theme.colors.muted
        }
    }
}
