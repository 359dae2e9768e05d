// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

/// While a model loads: which, how far, and a way out.
Rectangle {
    id: strip

    required property LoadedModel loadedModel

    implicitHeight: row.implicitHeight + Theme.spaceXs
    color: Theme.colors.surface

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceS
        spacing: Theme.spaceM

        Caption {
            objectName: "loadingText"
            Layout.fillWidth: true
            text: strip.loadedModel.progress > 0
                ? Format.filled(qsTr("Loading %1 · %2"), [strip.loadedModel.loadingName, Format.percent(strip.loadedModel.progress)])
                : qsTr("Loading %1").arg(strip.loadedModel.loadingName)
            wrapMode: Text.NoWrap
            elide: Text.ElideMiddle
        }
        TextButton {
            objectName: "cancelLoading"
            quiet: true
            text: qsTr("Cancel")
            onClicked: strip.loadedModel.cancelLoading()
        }
    }
    ProgressLine {
        objectName: "loadingProgress"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        radius: 0
        value: strip.loadedModel.progress
        name: qsTr("Model loaded")
    }
}
