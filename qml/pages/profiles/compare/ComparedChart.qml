// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style
import Peripheral.Pages

/// A chart of a comparison, what is said under it, and a way to a file.
ProfileFrame {
    id: framed

    required property chart chart
    required property string note
    required property bool exportable
    readonly property alias style: frame.style

    signal exportWanted

    ChartFrame {
        id: frame

        Layout.fillWidth: true
        chart: framed.chart
        actions: IconButton {
            objectName: "exportChart"
            visible: framed.exportable
            glyph: "export"
            text: qsTr("Export: %1").arg(framed.chart.title)
            onClicked: framed.exportWanted()
        }
    }
    Caption {
        objectName: "chartNote"
        Layout.fillWidth: true
        visible: text.length > 0
        text: framed.note
        font.pixelSize: Theme.smallSize
    }
}
