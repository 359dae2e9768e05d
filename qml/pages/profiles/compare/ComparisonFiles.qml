// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs
import Peripheral.Core
import Peripheral.Style

/// Lets the user choose the file that a comparison, or one of its charts, is written to.
Item {
    id: files

    required property Comparison comparison
    property int chart: -1 ///< the one that is to be written; -1: all
    property chartStyle style ///< how it is to look

    visible: false

    function exportOne(index: int, style: chartStyle): void {
        files.chart = index;
        files.style = style;
        dialog.open();
    }
    function exportAll(style: chartStyle): void {
        exportOne(-1, style);
    }

    FileDialog {
        id: dialog

        objectName: "comparisonExportDialog"
        title: files.chart < 0 ? qsTr("Export the comparison") : qsTr("Export this chart")
        fileMode: FileDialog.SaveFile
        acceptLabel: qsTr("Export")
        defaultSuffix: ["png", "svg", "csv", "md"][Math.max(selectedNameFilter.index, 0)]
        nameFilters: [qsTr("Picture (*.png)"), qsTr("Drawing (*.svg)"), qsTr("Table (*.csv)"), qsTr("Markdown (*.md)")]
        onAccepted: {
            if (files.chart < 0)
                files.comparison.exportAll(selectedFile, files.style);
            else
                files.comparison.exportChart(files.chart, selectedFile, files.style);
        }
    }
}
