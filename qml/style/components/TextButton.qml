// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// A button with words, with or without an icon.
PlainButton {
    id: button

    property string glyph
    property bool primary: false
    property bool quiet: false ///< no border: for actions inside a note
    readonly property color ink: primary ? Theme.colors.accentText : quiet ? Theme.colors.accent : Theme.colors.text

    implicitHeight: Math.max(Theme.target, implicitContentHeight + 2 * Theme.spaceS)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: quiet ? Theme.spaceM : Theme.spaceL
    rightPadding: leftPadding
    font.weight: primary || quiet ? Font.DemiBold : Font.Normal

    contentItem: IconText {
        spacing: Theme.spaceS
        glyph: button.glyph
        glyphSize: Theme.smallIconSize
        glyphColor: button.ink
        text: button.text
        ink: button.ink
        font: button.font
    }
    background: Rectangle {
        radius: Theme.radius
        color: button.primary ? Theme.colors.accent
             : button.hovered || button.down ? Theme.colors.raised
             : button.quiet ? "transparent" : Theme.colors.surface
        border.width: button.primary || button.quiet ? 0 : Theme.hairline
        border.color: Theme.colors.line
        FocusRing {
            shown: button.visualFocus
        }
    }
}
