// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import Qt.labs.folderlistmodel
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs.quickimpl
import Peripheral.Style

/// The folders and files that can be chosen.
ListView {
    id: list

    required property FileDialogImpl picker
    property bool elsewhere: false ///< in another folder, which is not shown yet

    /// Another folder is shown, or the same one anew.
    signal settled

    objectName: "files"
    clip: true
    focus: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.vertical: ThinScrollBar {}
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Files")

    /// Having gone up, the keyboard goes on at the folder that was left. Qt itself counts without regard to the filter.
    function showSelected(): void {
        const place = folderModel.indexOf(picker.selectedFile);
        if (place >= 0)
            currentIndex = place;
        if (place >= 0 && elsewhere)
            forceActiveFocus();
        elsewhere = false;
        settled();
    }

    function lists(address: url): bool {
        return folderModel.indexOf(address) >= 0;
    }
    function listsAsFile(address: url): bool {
        return lists(address) && !folderModel.isFolder(folderModel.indexOf(address));
    }

    model: FolderListModel {
        id: folderModel

        folder: list.picker.currentFolder
        nameFilters: list.picker.selectedNameFilter.globs
        showDirsFirst: true
        sortCaseSensitive: false
        onFolderChanged: list.elsewhere = true
        onStatusChanged: if (status === FolderListModel.Ready)
            Qt.callLater(list.showSelected) // qmllint disable
    }
    delegate: FileRow {
        objectName: "file" + index
        width: ListView.view.width
        dialog: list.picker
    }
    Caption {
        anchors.centerIn: parent
        visible: list.count === 0
        text: qsTr("Nothing here that could be chosen.")
        color: Theme.colors.muted
    }
}
