// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

ColumnLayout {
    id: facts

    required property Chat chat
    required property LoadedModel loadedModel
    readonly property string unmeasured: qsTr("not measured")

    spacing: Theme.spaceM

    FactRow {
        Layout.fillWidth: true
        label: qsTr("Model")
        value: facts.loadedModel.ready ? facts.loadedModel.name : qsTr("none")
        note: facts.loadedModel.ready ? facts.loadedModel.details : ""
    }
    FactRow {
        Layout.fillWidth: true
        label: qsTr("Runs on")
        value: facts.loadedModel.ready ? facts.loadedModel.executor : facts.unmeasured
    }
    FactRow {
        Layout.fillWidth: true
        label: qsTr("Speed of the last answer")
        value: facts.chat.tokensPerSecond > 0
             ? qsTr("%1 tokens a second").arg(Format.decimal(facts.chat.tokensPerSecond, 1)) : facts.unmeasured
    }
    FactRow {
        Layout.fillWidth: true
        label: qsTr("Skipped in the last answer")
        value: facts.chat.skippedShare > 0 ? Format.percent(facts.chat.skippedShare) : facts.unmeasured
        note: qsTr("Feed-forward neurons that were zero: their weights were not needed.")
    }
    FactRow {
        Layout.fillWidth: true
        label: qsTr("Latent cache")
        value: facts.chat.cacheBytes > 0 ? Format.bytes(facts.chat.cacheBytes) : facts.unmeasured
        note: qsTr("What is kept of the conversation for the next word.")
    }
    FactRow {
        Layout.fillWidth: true
        label: qsTr("Context")
        value: facts.chat.contextLength > 0
             ? qsTr("%1 of %2 tokens").arg(Format.count(facts.chat.contextUsed)).arg(Format.count(facts.chat.contextLength))
             : facts.unmeasured

        ProgressLine {
            objectName: "contextProgress"
            Layout.fillWidth: true
            visible: facts.chat.contextLength > 0
            value: facts.chat.contextLength > 0 ? facts.chat.contextUsed / facts.chat.contextLength : 0
            name: qsTr("Context used")
        }
    }

    /// A fact with its name, and what explains it.
    component FactRow: ColumnLayout {
        id: fact

        property string label
        property string value
        property string note

        spacing: 2

        Caption {
            Layout.fillWidth: true
            text: fact.label
            color: Theme.colors.muted
            font.pixelSize: Theme.smallSize
        }
        Caption {
            objectName: "factValue"
            Layout.fillWidth: true
            text: fact.value
        }
        Caption {
            Layout.fillWidth: true
            visible: fact.note.length > 0
            text: fact.note
            color: Theme.colors.muted
            font.pixelSize: Theme.smallSize
        }
    }
}
