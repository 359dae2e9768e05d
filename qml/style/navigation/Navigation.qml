// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// Which page covers the chat. Whoever leads somewhere asks this, and nobody else; the window hears of it.
QtObject {
    id: navigation

    default property list<PageEntry> entries
    property PageEntry current: null ///< covers the chat; null: nothing does
    property bool roomBeside: false  ///< for a panel beside the chat
    readonly property PageEntry panel: entriesThat(entry => entry.hasPanel)[0] ?? null

    signal moved ///< to a page or back to the chat, even where that was there before
    signal panelToggled

    onRoomBesideChanged: if (roomBeside && current !== null && current.hasPanel)
        close()

    /// Those that the user may see and that `fit` says true of.
    function entriesThat(fit: var): var {
        const found = [];
        for (let i = 0; i < entries.length; ++i) {
            if (entries[i].allowed && fit(entries[i]))
                found.push(entries[i]);
        }
        return found;
    }
    /// Whether there is such a page, and the user may see it.
    function offers(name: string): bool {
        return entriesThat(entry => entry.name === name).length > 0;
    }
    function open(name: string): void {
        const found = entriesThat(entry => entry.name === name);
        if (found.length === 0)
            return;
        current = found[0];
        moved();
    }
    /// Opens or closes the page, or the panel that stands for it.
    function toggle(name: string): void {
        if (roomBeside && panel !== null && panel.name === name)
            panelToggled();
        else if (current !== null && current.name === name)
            close();
        else
            open(name);
    }
    function close(): void {
        current = null;
        moved();
    }
}
