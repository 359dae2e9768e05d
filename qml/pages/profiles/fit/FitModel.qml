// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// Which model is asked about, and with how much context.
ProfileFrame {
    id: framed

    required property FitCheck check
    required property bool seesFiles

    Caption {
        Layout.fillWidth: true
        text: qsTr("Model")
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Caption {
        objectName: "fitModelName"
        Layout.fillWidth: true
        text: framed.check.modelName.length > 0 ? framed.check.modelName : qsTr("No model is loaded.")
    }
    Flow {
        Layout.fillWidth: true
        visible: framed.seesFiles || framed.check.fileChosen
        spacing: Theme.spaceS

        TextButton {
            objectName: "fitChooseFile"
            visible: framed.seesFiles
            glyph: "folder"
            text: qsTr("Ask about another file")
            onClicked: dialog.open()
        }
        TextButton {
            objectName: "fitOpenModel"
            visible: framed.check.fileChosen
            text: qsTr("Ask about the open model")
            onClicked: framed.check.useOpenModel()
        }
    }
    Caption {
        objectName: "fitContextText"
        Layout.fillWidth: true
        visible: framed.check.mostContext > 0
        text: qsTr("Context: %1 of %2 tokens").arg(Format.count(framed.check.context)).arg(Format.count(framed.check.mostContext))
    }
    OnDemand {
        needed: framed.check.mostContext > 1

        delegate: SettingSlider {
            objectName: "fitContext"
            Layout.fillWidth: true
            Accessible.name: qsTr("Context in tokens")
            from: 0
            to: framed.check.mostContext
            stepSize: Math.max(1, Math.round(to / 64))
            value: framed.check.context
            onMoved: framed.check.context = Math.max(Math.round(value), 1)
        }
    }
    FileDialog {
        id: dialog

        objectName: "fitDialog"
        title: qsTr("Choose a model to ask about")
        nameFilters: [qsTr("GGUF models (*.gguf)"), qsTr("All files (*)")]
        onAccepted: framed.check.chooseFile(selectedFile)
    }
}
