// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// The numbers of a chart as a table under the titles of its columns. Wider than there is room for, it scrolls to the side.
Item {
    id: numbers

    required property chart chart
    readonly property int columns: Math.max(rows.titles.length, 1)
    readonly property int columnWidth: Math.max((width - Theme.spaceM) / columns, 6 * Theme.smallSize)

    implicitHeight: titles.height + list.height

    ChartRows {
        id: rows

        chart: numbers.chart
    }
    Item {
        id: titles

        width: parent.width
        height: titleLine.implicitHeight
        clip: true

        // Not the list's header: that of Qt 6.4 cannot bind to ids outside of it.
        TableLine {
            id: titleLine

            x: -list.contentX
            width: list.contentWidth
            columnWidth: numbers.columnWidth
            cells: rows.titles
            ink: Theme.colors.muted
            Accessible.role: Accessible.Row
            Accessible.name: rows.heading
        }
    }
    ListView {
        id: list

        objectName: "chartNumbers"
        anchors.top: titles.bottom
        width: parent.width
        height: Math.min(contentHeight, 20 * Theme.smallSize)
        contentWidth: Math.max(numbers.columnWidth * numbers.columns, width)
        flickableDirection: Flickable.AutoFlickIfNeeded
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        activeFocusOnTab: true
        keyNavigationEnabled: true
        highlightMoveDuration: 0
        ScrollBar.vertical: ThinScrollBar {}
        ScrollBar.horizontal: ThinScrollBar {}
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Table: %1").arg(numbers.chart.title)
        Accessible.description: currentItem?.Accessible.name ?? ""
        Keys.onRightPressed: scroll(numbers.columnWidth)
        Keys.onLeftPressed: scroll(-numbers.columnWidth)
        onContentWidthChanged: if (LayoutMirroring.enabled) // the first column is on the right
            contentX = contentWidth - width
        model: rows
        delegate: TableLine {
            required property int index
            required property string spoken

            width: list.contentWidth
            columnWidth: numbers.columnWidth
            current: ListView.isCurrentItem && list.activeFocus
            Accessible.role: Accessible.Row
            Accessible.name: spoken
        }

        function scroll(by: int): void {
            contentX = Math.max(0, Math.min(contentX + by, contentWidth - width));
        }
    }

    /// One line of it.
    component TableLine: Item {
        id: line

        required property int columnWidth
        required property list<string> cells
        property color ink: Theme.colors.text
        property bool current: false

        implicitHeight: row.height + Theme.hairline

        Rectangle {
            anchors.fill: parent
            visible: line.current
            color: Theme.colors.raised
        }
        Row {
            id: row

            width: parent.width

            Repeater {
                model: line.cells

                Text {
                    required property string modelData

                    width: line.columnWidth
                    padding: Theme.spaceXs
                    text: modelData
                    textFormat: Text.PlainText
                    color: line.ink
                    font.family: Theme.family
                    font.pixelSize: Theme.smallSize
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    Accessible.ignored: true // the row says it
                }
            }
        }
        Hairline {
            width: parent.width
            anchors.bottom: parent.bottom
        }
        FocusRing {
            anchors.margins: 0
            shown: line.current
        }
    }
}
