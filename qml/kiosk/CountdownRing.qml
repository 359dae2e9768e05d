// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// How much of the time is left, as a ring that closes less and less, and the seconds in it.
Canvas {
    id: ring

    required property real share
    required property int seconds
    readonly property string look: Math.round(share * 200) + " " + Theme.colors.accent + " " + Theme.colors.line + " " + width

    Accessible.ignored: true // the words beside it say the same
    onLookChanged: if (visible)
        requestPaint()
    onVisibleChanged: if (visible)
        requestPaint()
    onPaint: {
        const context = getContext("2d");
        context.reset();
        context.lineWidth = Theme.spaceS;
        drawArc(context, 1, Theme.colors.line);
        drawArc(context, Math.max(0.001, share), Theme.colors.accent);
    }

    function drawArc(context: var, part: real, colour: color): void {
        context.beginPath();
        context.strokeStyle = colour;
        context.arc(width / 2, height / 2, width / 2 - Theme.spaceXs, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * part);
        context.stroke();
    }

    Caption {
        anchors.centerIn: parent
        text: Format.count(ring.seconds)
        font.pixelSize: Theme.displaySize
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
