// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// A quiet caret behind the last character while text arrives. As any caret, it blinks where it stands still for a
/// while; then it alone is repainted.
Rectangle {
    id: caret

    required property TextEdit edit
    required property bool shown
    property bool lit: true
    readonly property rect place: {
        // Named so that the place is asked for again when the text or its layout changes.
        const dependencies = [edit.width, edit.contentHeight, edit.contentWidth];
        return shown && dependencies.length > 0 ? edit.positionToRectangle(edit.length) : Qt.rect(0, 0, 0, 0);
    }

    visible: shown && lit
    x: place.x + Theme.focusWidth
    y: place.y + place.height - height - Theme.spaceXs
    width: Theme.focusWidth
    height: Theme.bodySize
    color: Theme.colors.accent
    onPlaceChanged: {
        lit = true;
        if (blinking.running)
            blinking.restart();
    }

    Timer {
        id: blinking

        running: caret.shown && !Theme.reducedMotion
        repeat: true
        interval: 530
        onTriggered: caret.lit = !caret.lit
        onRunningChanged: caret.lit = true
    }
}
