// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// A line of a ChoiceMenu.
MenuItem {
    id: item

    property string glyph

    implicitHeight: Theme.target
    height: visible ? implicitHeight : 0 // a menu keeps the place of what is not there
    leftPadding: Theme.spaceM
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.MenuItem
    Accessible.name: text
    Accessible.onPressAction: triggered()

    contentItem: IconText {
        glyph: item.glyph
        glyphSize: Theme.smallIconSize
        text: item.text
        font: item.font
    }
    background: Rectangle {
        radius: Theme.radius
        color: item.highlighted || item.hovered ? Theme.colors.raised : "transparent"
    }
}
