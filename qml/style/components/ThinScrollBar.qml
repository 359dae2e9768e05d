// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

ScrollBar {
    id: bar

    minimumSize: 0.08
    padding: 2
    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: Theme.colors.muted
        opacity: bar.pressed ? 0.9 : bar.hovered ? 0.7 : 0.4
        visible: bar.size < 1
    }
    background: null
}
