// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// Fills what it stands in, turned clockwise by a quarter, a half or three quarters: what is touched turns with it.
Item {
    property int angle: 0 ///< 0, 90, 180, 270
    readonly property bool upright: angle % 180 === 0

    anchors.centerIn: parent
    width: upright ? parent.width : parent.height
    height: upright ? parent.height : parent.width
    rotation: angle
}
