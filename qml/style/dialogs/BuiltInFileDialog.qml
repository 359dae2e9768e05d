// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import Qt.labs.folderlistmodel
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Controls.impl
import QtQuick.Dialogs.quickimpl
import QtQuick.Layouts
import Peripheral.Style

/// What a FileDialog shows where the desktop has none of its own: Qt's logic, which finds its controls by the attached
/// properties, in the look of the theme. dressFileDialogs() puts it in the place of Qt's own file of this purpose.
FileDialogImpl {
    id: dialog

    /// The name that will be written to: one without an ending is given that of the filter.
    readonly property string written: nameField.text.indexOf(".") < 0 && selectedNameFilter.extensions.length > 0 ? nameField.text + "." + selectedNameFilter.extensions[0] : nameField.text
    readonly property bool replaces: nameField.visible && nameField.length > 0 && neighbours.count > 0 && neighbours.indexOf(urlOf(written)) >= 0

    objectName: "builtInFileDialog"
    implicitWidth: Math.min(Theme.scaled(640), (parent?.width ?? 0) - 2 * Theme.spaceM)
    implicitHeight: Math.min(Theme.scaled(560), (parent?.height ?? 0) - 2 * Theme.spaceM)
    padding: Theme.spaceL
    topPadding: 0
    bottomPadding: 0
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    standardButtons: Dialog.Open | Dialog.Cancel
    modal: true
    // Not before: Qt would let Tab lead from the last button past the files.
    Component.onCompleted: buttons.standardButtons = Qt.binding(() => dialog.standardButtons)

    FileDialogImpl.buttonBox: buttons
    FileDialogImpl.nameFiltersComboBox: filter
    FileDialogImpl.fileDialogListView: files
    FileDialogImpl.breadcrumbBar: crumbs
    FileDialogImpl.fileNameLabel: nameLabel

    // Qt wants a field, but takes some letters of the folder's name for more, and a point in it for an ending: it gets one
    // that nobody sees.
    FileDialogImpl.fileNameTextField: unseen
    onWrittenChanged: if (nameField.visible)
        selectName()
    onSelectedFileChanged: {
        if (fileName !== written && files.listsAsFile(selectedFile))
            nameField.text = fileName;
        else if (nameField.visible && nameField.length > 0 && !files.lists(selectedFile))
            selectName(); // Qt selects what lies elsewhere when it goes to another folder
    }

    function urlOf(name: string): url {
        return currentFolder + "/" + encodeURIComponent(name);
    }
    /// The file of the typed name, in the folder that is shown.
    function selectName(): void {
        selectedFile = nameField.length > 0 ? urlOf(written) : "";
    }
    function choose(): void {
        const button = buttons.standardButton(Dialog.Open);
        if (button.enabled)
            button.clicked();
    }

    FolderListModel {
        id: neighbours

        folder: nameField.visible ? dialog.currentFolder : ""
        showDirs: false
        showHidden: true
    }

    Overlay.modal: Rectangle {
        id: dim

        color: Color.transparent(dim.palette.shadow, 0.5)
    }
    background: Rectangle {
        radius: Theme.cardRadius
        color: Theme.colors.ground
        border.width: Theme.hairline
        border.color: Theme.colors.line
    }
    header: ColumnLayout {
        spacing: Theme.spaceXs

        Caption {
            Layout.fillWidth: true
            Layout.margins: Theme.spaceL
            Layout.bottomMargin: 0
            visible: dialog.height > Theme.scaled(300)
            text: dialog.title
            font.pixelSize: Theme.largeSize
            font.weight: Font.DemiBold
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
        }
        FolderCrumbs {
            id: crumbs

            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceS
            Layout.rightMargin: Theme.spaceL
            dialog: dialog
        }
    }
    contentItem: FileList {
        id: files

        picker: dialog
        onSettled: if (nameField.visible && nameField.length > 0)
            dialog.selectName()
    }
    footer: ColumnLayout {
        spacing: Theme.spaceS

        Hairline {
            Layout.fillWidth: true
        }
        RowLayout {
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceL
            spacing: Theme.spaceM

            Label {
                id: nameLabel

                visible: false
                text: qsTr("File name")
                color: Theme.colors.text
                Accessible.ignored: true
            }
            Item {
                visible: false

                TextField {
                    id: unseen
                }
            }
            LineField {
                id: nameField

                objectName: "fileName"
                Layout.fillWidth: true
                visible: nameLabel.visible
                onAccepted: dialog.choose()
                Accessible.name: nameLabel.text
            }
        }
        Caption {
            objectName: "replacesNote"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceL
            visible: dialog.replaces
            text: qsTr("There is such a file already. It will be replaced.")
            color: Theme.colors.warn
            Accessible.role: Accessible.AlertMessage
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceL
            Layout.bottomMargin: Theme.spaceM
            spacing: Theme.spaceM

            NameFilterChoice {
                id: filter

                Layout.fillWidth: true
                model: dialog.nameFilters
            }
            DialogButtonBox {
                id: buttons

                spacing: Theme.spaceS
                padding: 0
                background: null
                delegate: TextButton {
                    objectName: primary ? "acceptFile" : "cancelFile"
                    primary: DialogButtonBox.buttonRole === Dialog.AcceptRole
                }
            }
        }
    }
}
