// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs
import Peripheral.Core

/// Lets the user choose the files that profiles come from and go to, where the user may see files.
Item {
    id: files

    required property Profiles profiles
    required property bool allowed
    property double exported: 0 ///< the profile that is to be written

    visible: false

    function importOne(): void {
        importDialog.open();
    }
    function exportOne(id: double): void {
        exported = id;
        exportDialog.open();
    }

    FileDialog {
        id: importDialog

        objectName: "profileImportDialog"
        title: qsTr("Import a device profile")
        nameFilters: [qsTr("Profiles and results of llama-bench (*.json *.jsonl)"), qsTr("All files (*)")]
        onAccepted: files.profiles.importFile(selectedFile)
    }
    FileDialog {
        id: exportDialog

        objectName: "profileExportDialog"
        title: qsTr("Export this device profile")
        fileMode: FileDialog.SaveFile
        acceptLabel: qsTr("Export")
        defaultSuffix: "json"
        nameFilters: [qsTr("Device profiles (*.json)")]
        onAccepted: files.profiles.exportTo(files.exported, selectedFile)
    }
}
