// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// The operator's gesture: pressed five times within four seconds. Nothing of it is seen, and whatever lies below gets
/// every press as if this were not there.
Item {
    id: corner

    required property int place ///< KioskFace.corner
    property int presses: 5
    property int withinMs: 4000
    property list<double> times ///< of the latest presses, in milliseconds
    readonly property bool atRight: place === 1 || place === 3
    readonly property bool atBottom: place === 2 || place === 3

    signal made()

    function note(): void {
        const now = Date.now();
        const latest = Array.from(corner.times).filter(time => now - time < corner.withinMs);
        latest.push(now);
        const whole = latest.length >= corner.presses;
        corner.times = whole ? [] : latest;
        if (whole)
            corner.made();
    }

    objectName: "operatorCorner"
    width: Theme.target + Theme.spaceXl // 80 where there are only fingers
    height: width
    x: atRight && parent !== null ? parent.width - width : 0
    y: atBottom && parent !== null ? parent.height - height : 0

    // Only watches: it never takes a press away.
    PointHandler {
        onActiveChanged: if (active)
            corner.note()
    }
}
