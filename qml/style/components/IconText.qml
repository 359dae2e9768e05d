// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// An icon and words beside it, as buttons and menus hold them.
RowLayout {
    id: line

    property string glyph
    property int glyphSize: Theme.iconSize
    property color glyphColor: Theme.colors.muted
    property string text
    property color ink: Theme.colors.text
    property font font
    property bool wrap: false

    spacing: Theme.spaceM

    Icon {
        visible: line.glyph.length > 0
        icon: line.glyph
        size: line.glyphSize
        color: line.glyphColor
    }
    Text {
        Layout.fillWidth: true
        text: line.text
        font: line.font
        color: line.ink
        elide: line.wrap ? Text.ElideNone : Text.ElideRight
        wrapMode: line.wrap ? Text.Wrap : Text.NoWrap
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
}
