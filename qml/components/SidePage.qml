// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Peripheral.Ui

/// A page that covers the chat: a header and one scrolling column.
Rectangle {
    id: page

    property string title
    default property alias content: column.data

    signal closed

    color: Theme.colors.ground

    PageHeader {
        id: header

        width: parent.width
        title: page.title
        onClosed: page.closed()
    }
    Flickable {
        id: scroll

        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        contentWidth: width
        contentHeight: column.implicitHeight + 2 * Theme.spaceXl
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar {}

        ColumnLayout {
            id: column

            x: (scroll.width - width) / 2
            y: Theme.spaceXl
            width: Math.min(scroll.width - 2 * Theme.spaceL, Theme.textWidth)
            spacing: Theme.spaceM
        }
    }

    /// Keeps what the keyboard reaches in sight.
    function reveal(item: Item): void {
        const place = item.mapToItem(column, 0, 0);
        const top = place.y + column.y - Theme.spaceL;
        const bottom = place.y + column.y + item.height + Theme.spaceL;
        if (top < scroll.contentY)
            scroll.contentY = Math.max(0, top);
        else if (bottom > scroll.contentY + scroll.height)
            scroll.contentY = bottom - scroll.height;
    }
    readonly property Item focused: Window.window !== null ? Window.activeFocusItem : null

    onFocusedChanged: {
        let ancestor = focused;
        while (ancestor !== null && ancestor !== column)
            ancestor = ancestor.parent;
        if (ancestor === column)
            reveal(focused);
    }
}
