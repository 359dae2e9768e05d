// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

Slider {
    id: slider

    implicitHeight: Theme.target
    leftPadding: 0
    rightPadding: 0
    Accessible.role: Accessible.Slider

    background: Rectangle {
        y: (slider.height - height) / 2
        width: slider.width
        height: Theme.spaceXs
        radius: height / 2
        color: Theme.colors.line

        Rectangle {
            width: slider.handle.x + slider.handle.width / 2
            height: parent.height
            radius: parent.radius
            color: Theme.colors.accent
        }
    }
    handle: Rectangle {
        x: slider.visualPosition * (slider.width - width)
        y: (slider.height - height) / 2
        width: 22
        height: width
        radius: width / 2
        color: Theme.colors.surface
        border.width: Theme.focusWidth
        border.color: Theme.colors.accent
        FocusRing {
            anchors.margins: -2 * Theme.focusWidth
            radius: width / 2
            shown: slider.visualFocus
        }
    }
}
