// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// Charts below each other, as a panel has them, or beside each other.
Window {
    id: window

    property list<chart> charts
    property int columns: 1

    color: Theme.colors.surface
    title: qsTr("Gallery")

    GridLayout {
        id: grid

        x: Theme.spaceL
        y: Theme.spaceL
        width: window.width - 2 * Theme.spaceL
        columns: window.columns
        columnSpacing: 2 * Theme.spaceXl
        rowSpacing: Theme.spaceXl

        Repeater {
            model: window.charts

            ChartFrame {
                required property chart modelData

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                chart: modelData
            }
        }
    }
}
