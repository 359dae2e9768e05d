// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// A word or two that say what kind of thing something is.
Rectangle {
    id: badge

    property string text
    property bool strong: false

    implicitWidth: words.implicitWidth + 2 * Theme.spaceS
    implicitHeight: words.implicitHeight + Theme.spaceXs
    radius: height / 2
    color: strong ? Theme.colors.accent : Theme.colors.raised
    border.width: Theme.hairline
    border.color: strong ? Theme.colors.accent : Theme.colors.line
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Caption {
        id: words

        anchors.centerIn: parent
        text: badge.text
        color: badge.strong ? Theme.colors.accentText : Theme.colors.muted
        font.pixelSize: Theme.smallSize
        Accessible.ignored: true
    }
}
