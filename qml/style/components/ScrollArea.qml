// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// What scrolls from top to bottom where it has no room, and keeps what the keyboard reaches in sight.
Flickable {
    id: area

    readonly property Item focused: Window.window !== null ? Window.activeFocusItem : null

    contentWidth: width
    interactive: contentHeight > height
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.vertical: ThinScrollBar {}
    onFocusedChanged: if (holds(focused) && !pressed(focused))
        reveal(focused)

    function holds(item: Item): bool {
        while (item !== null && item !== contentItem)
            item = item.parent;
        return item !== null;
    }
    /// What moved under the pointer would not be clicked.
    function pressed(item: Item): bool {
        return (item as AbstractButton)?.pressed ?? false;
    }
    function reveal(item: Item): void {
        const top = item.mapToItem(contentItem, 0, 0).y - Theme.spaceL;
        const bottom = top + item.height + 2 * Theme.spaceL;
        if (top < contentY)
            contentY = Math.max(0, top);
        else if (bottom > contentY + height)
            contentY = Math.min(contentHeight - height, bottom - height);
    }
}
