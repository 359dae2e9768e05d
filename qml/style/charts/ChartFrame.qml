// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// A chart with its title, and the table of its numbers at the press of a button. The arrow keys, or a finger, go from
/// value to value; each is written under the chart and told to a screen reader.
ColumnLayout {
    id: frame

    required property chart chart
    property alias actions: extra.data ///< buttons beside the one for the table, such as an export
    property bool tableShown: false
    readonly property alias style: view.style ///< what an export is to look like

    readonly property bool mirrored: Application.layoutDirection === Qt.RightToLeft

    spacing: Theme.spaceXs
    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true

    RowLayout {
        Layout.fillWidth: true
        spacing: 0

        Caption {
            Layout.fillWidth: true
            text: frame.chart.title
            horizontalAlignment: Text.AlignLeft
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        Row {
            id: extra
        }
        IconButton {
            objectName: "chartTable"
            glyph: "table"
            text: qsTr("Table: %1").arg(frame.chart.title)
            checkable: true
            checked: frame.tableShown
            onToggled: frame.tableShown = checked
        }
    }
    ChartView {
        id: view

        objectName: "chartView"
        Layout.fillWidth: true
        Layout.preferredHeight: implicitHeight
        chart: frame.chart
        style.surface: Theme.colors.surface
        style.raised: Theme.colors.raised
        style.line: Theme.colors.line
        style.text: Theme.colors.text
        style.muted: Theme.colors.muted
        style.series: Theme.colors.series
        style.heat: Theme.colors.heat
        style.patterned: Theme.colors.patterned
        style.rightToLeft: frame.mirrored
        style.family: Theme.family
        style.pixelSize: Theme.smallSize
        activeFocusOnTab: true
        Accessible.role: Accessible.Chart
        Accessible.name: frame.chart.title
        Accessible.description: spoken.length > 0 ? spoken : summary
        Accessible.focusable: true
        Keys.onRightPressed: step(frame.mirrored ? -1 : 1)
        Keys.onLeftPressed: step(frame.mirrored ? 1 : -1)
        Keys.onDownPressed: step(1)
        Keys.onUpPressed: step(-1)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Home)
                current = 0;
            else if (event.key === Qt.Key_End)
                current = 1e6;
            else if (event.key === Qt.Key_Escape && current >= 0)
                current = -1;
            else
                return;
            event.accepted = true;
        }

        function step(rows: int): void {
            current = Math.max(current + rows, 0);
        }

        TapHandler {
            onTapped: point => {
                const row = view.rowAt(point.position.x, point.position.y);
                view.current = row === view.current ? -1 : row;
            }
        }
        FocusRing {
            shown: view.activeFocus
        }
    }
    Caption {
        objectName: "chartValue"
        Layout.fillWidth: true
        visible: view.spoken.length > 0
        text: view.spoken
        horizontalAlignment: Text.AlignLeft
        font.pixelSize: Theme.smallSize
    }
    OnDemand {
        needed: frame.tableShown

        delegate: ChartNumbers {
            Layout.fillWidth: true
            chart: frame.chart
        }
    }
}
