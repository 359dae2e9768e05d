// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// The numbers of a chart as a table. Wider than there is room for, it scrolls to the side.
ListView {
    id: numbers

    required property chart chart
    readonly property int columnWidth: Math.max(width / Math.max(rows.titles.length, 1), 7 * Theme.smallSize)

    objectName: "chartNumbers"
    implicitHeight: Math.min(contentHeight, 20 * Theme.smallSize)
    contentWidth: columnWidth * rows.titles.length
    flickableDirection: Flickable.AutoFlickIfNeeded
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    activeFocusOnTab: true
    keyNavigationEnabled: true
    ScrollBar.vertical: ThinScrollBar {}
    ScrollBar.horizontal: ThinScrollBar {}
    Accessible.role: Accessible.Table
    Accessible.name: qsTr("Table: %1").arg(chart.title)
    Accessible.description: currentItem?.Accessible.name ?? ""
    Keys.onRightPressed: contentX = Math.min(contentX + columnWidth, Math.max(contentWidth - width, 0))
    Keys.onLeftPressed: contentX = Math.max(contentX - columnWidth, 0)
    model: ChartRows {
        id: rows

        chart: numbers.chart
    }
    header: TableLine {
        cells: rows.titles
        titles: true
        Accessible.role: Accessible.Row
        Accessible.name: cells.join(", ")
    }
    delegate: TableLine {
        required property int index
        required property string spoken

        current: ListView.isCurrentItem && numbers.activeFocus
        Accessible.role: Accessible.Row
        Accessible.name: spoken
    }

    FocusRing {
        shown: numbers.activeFocus
        anchors.margins: 0
    }

    /// One line of it.
    component TableLine: Item {
        id: line

        required property list<string> cells
        property bool titles: false
        property bool current: false

        implicitWidth: numbers.columnWidth * cells.length
        implicitHeight: row.height + Theme.hairline

        Rectangle {
            anchors.fill: parent
            visible: line.current
            color: Theme.colors.raised
        }
        Row {
            id: row

            Repeater {
                model: line.cells

                Text {
                    required property string modelData

                    width: numbers.columnWidth
                    padding: Theme.spaceXs
                    text: modelData
                    textFormat: Text.PlainText
                    color: line.titles ? Theme.colors.muted : Theme.colors.text
                    font.family: Theme.family
                    font.pixelSize: Theme.smallSize
                    wrapMode: Text.Wrap
                    Accessible.ignored: true // the row says it
                }
            }
        }
        Hairline {
            width: parent.width
            anchors.bottom: parent.bottom
        }
    }
}
