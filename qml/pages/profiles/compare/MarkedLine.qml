// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// A sentence behind an icon that says at a glance whether it is a good one.
RowLayout {
    id: line

    property string glyph
    property color tint: Theme.colors.muted
    property alias text: words.text
    property alias font: words.font

    spacing: Theme.spaceS

    Icon {
        Layout.alignment: Qt.AlignTop
        icon: line.glyph
        color: line.tint
    }
    Caption {
        id: words

        Layout.fillWidth: true
    }
}
