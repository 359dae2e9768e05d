// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// One of the characters, or what else there is to do, that a long touch on a key offers.
Item {
    id: offered

    property string label
    property string glyph

    width: Theme.target
    height: Theme.target

    Text {
        anchors.centerIn: parent
        text: offered.label
        color: Theme.colors.text
        font.family: Theme.family
        font.pixelSize: Theme.titleSize
        textFormat: Text.PlainText
    }
    Icon {
        anchors.centerIn: parent
        icon: offered.glyph
    }
}
