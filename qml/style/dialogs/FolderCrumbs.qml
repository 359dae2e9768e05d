// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs.quickimpl
import Peripheral.Style

/// The folders that lead to the one that is shown, each a button; pressed beside them, it is a path to be written.
FolderBreadcrumbBar {
    id: bar

    implicitWidth: Theme.scaled(300)
    implicitHeight: Math.max(Theme.target, Theme.scaled(28))
    upButtonSpacing: Theme.spaceXs

    contentItem: ListView {
        currentIndex: bar.currentIndex
        model: bar.contentModel
        orientation: ListView.Horizontal
        highlightMoveDuration: 0
        interactive: false
        clip: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Folders above")
    }
    buttonDelegate: TextButton {
        id: crumb

        required property int index
        required property string folderName

        text: folderName
        quiet: true
        leftPadding: Theme.spaceS
        rightPadding: Theme.spaceS
        width: Math.max(Theme.target, implicitWidth)
        FocusRing {
            anchors.margins: 0
            shown: crumb.visualFocus
        }
    }
    separatorDelegate: Icon {
        icon: "chevron"
        rotation: -90
        size: Theme.smallIconSize
        color: Theme.colors.muted
        height: bar.contentItem.height
        fillMode: Image.Pad
    }
    upButton: IconButton {
        y: (bar.height - height) / 2
        objectName: "folderUp"
        glyph: "up"
        text: qsTr("Up")
        focusPolicy: Qt.StrongFocus
    }
    textField: LineField {
        objectName: "folderPath"
        text: (bar.dialog as FileDialogImpl).selectedFile
        Accessible.name: qsTr("Path")
    }
}
