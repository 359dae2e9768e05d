// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// Shows where the keyboard is. A child of what it surrounds.
Rectangle {
    property bool shown

    anchors.fill: parent
    anchors.margins: -Theme.focusWidth
    visible: shown
    radius: Theme.radius + Theme.focusWidth
    color: "transparent"
    border.width: Theme.focusWidth
    border.color: Theme.colors.accent
}
