// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Visit
import Peripheral.Style

/// The window of a kiosk, shown by whoever makes it.
Window {
    id: window

    required property Kiosk kiosk
    required property KioskFace face
    required property LoadedModel loadedModel
    required property Settings settings

    title: qsTr("Peripheral")
    width: 1280
    height: 800
    color: Theme.colors.ground
}
