// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// What is pressed, as far as it is the same whatever it looks like: what a screen reader says of it, and its keys.
AbstractButton {
    opacity: enabled ? 1 : 0.45
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: enabled ? "" : qsTr("not available now") // which Qt 6.4 does not tell by itself
    Accessible.onPressAction: press()
    // As everywhere but in Qt, where only Space presses; a key that is held presses once.
    Keys.onReturnPressed: event => { if (!event.isAutoRepeat) press(); }
    Keys.onEnterPressed: event => { if (!event.isAutoRepeat) press(); }

    /// What a click does.
    function press(): void {
        if (checkable) {
            toggle();
            toggled();
        }
        clicked();
    }
}
