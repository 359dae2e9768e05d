// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Visit

/// The dark screen of a kiosk at rest. It lies over everything; the touch that wakes it goes no further (KioskDarkness).
Rectangle {
    required property KioskDarkness darkness

    objectName: "darkLayer"
    visible: darkness.dark
    color: "black" // no light at all, whatever the theme
    Accessible.ignored: true
}
