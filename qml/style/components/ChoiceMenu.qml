// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// A menu in the look of the theme, of ChoiceMenuItems.
Menu {
    padding: Theme.spaceXs
    implicitWidth: Theme.scaled(180)
    background: Rectangle {
        color: Theme.colors.surface
        radius: Theme.radius
        border.width: Theme.hairline
        border.color: Theme.colors.line
    }
}
