// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// The model that answers, and how to choose another.
SidePage {
    id: page

    readonly property LoadedModel loadedModel: context.loadedModel
    readonly property bool seesFiles: context.permissions.seeFiles

    objectName: "modelPage"

    Card {
        Layout.fillWidth: true
        visible: page.loadedModel.ready

        Caption {
            Layout.fillWidth: true
            text: page.loadedModel.name
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        Caption {
            Layout.fillWidth: true
            text: page.loadedModel.details
            color: Theme.colors.muted
        }
        Caption {
            Layout.fillWidth: true
            visible: text.length > 0
            text: page.loadedModel.limits
        }
        SelectableText {
            objectName: "modelPath"
            Layout.fillWidth: true
            visible: page.seesFiles && text.length > 0
            text: page.loadedModel.path
            wrapMode: TextEdit.WrapAnywhere
            color: Theme.colors.muted
            font.pixelSize: Theme.smallSize
        }
    }
    Caption {
        Layout.fillWidth: true
        visible: !page.loadedModel.ready
        text: page.loadedModel.loading ? qsTr("Loading %1").arg(page.loadedModel.loadingName) : qsTr("No model is loaded.")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextButton {
            objectName: "chooseModel"
            visible: page.seesFiles
            primary: true
            glyph: "folder"
            text: qsTr("Open a GGUF file")
            onClicked: fileDialog.open()
        }
        TextButton {
            objectName: "useBuiltIn"
            visible: !page.loadedModel.builtIn
            text: qsTr("Use the built-in model")
            onClicked: page.loadedModel.openBuiltIn()
        }
    }
    Caption {
        Layout.fillWidth: true
        visible: page.seesFiles
        color: Theme.colors.muted
        text: qsTr("A GGUF file can also be dropped onto the window. The present model answers until the new one is loaded.")
        lineHeight: 1.3
    }
    Caption {
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceM
        text: qsTr("Where to get a larger model")
        font.pixelSize: Theme.largeSize
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Caption {
        Layout.fillWidth: true
        color: Theme.colors.muted
        lineHeight: 1.3
        text: qsTr("Peripheral runs models of the PLM family in GGUF files. The published one is PLM-1.8B-Instruct: look for "
                 + "“PLM-1.8B-Instruct GGUF” on a site for models, with another computer if this one has no network, and bring "
                 + "the file here. About 1.1 GB as Q4_K_M, 1.9 GB as Q8_0; it needs a little more than that in memory. "
                 + "Peripheral itself never downloads anything.")
    }
    FileDialog {
        id: fileDialog

        objectName: "modelDialog"
        title: qsTr("Open a model")
        nameFilters: [qsTr("GGUF models (*.gguf)"), qsTr("All files (*)")]
        onAccepted: page.loadedModel.open(selectedFile)
    }

    /// A raised group of things that belong together.
    component Card: Rectangle {
        id: card

        default property alias content: column.data

        implicitHeight: column.implicitHeight + 2 * Theme.spaceL
        radius: Theme.cardRadius
        color: Theme.colors.surface
        border.width: Theme.hairline
        border.color: Theme.colors.line

        ColumnLayout {
            id: column

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.spaceL
            spacing: Theme.spaceS
        }
    }
}
