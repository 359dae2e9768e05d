// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Styles
import Peripheral.Style
import Peripheral.Keyboard

/// How the keys look: in the theme's colours, and still. No bubble shows what is pressed: it would cover what is written,
/// and show it to those who look on. No handles stand at what is selected: Qt's keyboard takes the window for unturned.
KeyboardStyle {
    keyboardDesignWidth: 1000
    keyboardDesignHeight: 250 // set by ScreenKeyboard
    keyboardBackground: Rectangle {
        color: Theme.colors.raised

        Hairline {
            width: parent.width
        }
    }
    keyPanel: PanelKey {}
    backspaceKeyPanel: PanelKey {
        glyph: "backspace"
    }
    languageKeyPanel: PanelKey {
        wordless: true
    }
    enterKeyPanel: PanelKey {
        glyph: "send"
        accented: true
    }
    hideKeyPanel: PanelKey {
        glyph: "down"
    }
    shiftKeyPanel: PanelKey {
        glyph: "shift"
        accented: InputContext.capsLockActive || InputContext.shiftActive
        underlined: InputContext.capsLockActive
    }
    spaceKeyPanel: PanelKey {
        wordless: true
    }
    symbolKeyPanel: PanelKey {}
    modeKeyPanel: PanelKey {
        underlined: key?.mode ?? false
    }
    handwritingKeyPanel: PanelKey {
        wordless: true
    }
    alternateKeysListItemWidth: Theme.target
    alternateKeysListItemHeight: Theme.target
    alternateKeysListBottomMargin: Theme.spaceXs
    alternateKeysListLeftMargin: Theme.spaceXs
    alternateKeysListRightMargin: Theme.spaceXs
    alternateKeysListBackground: OfferedGround {}
    alternateKeysListHighlight: ChosenGround {}
    alternateKeysListDelegate: OfferedKey {
        required property string text

        label: text
    }
    functionPopupListBackground: OfferedGround {}
    functionPopupListHighlight: ChosenGround {}
    functionPopupListDelegate: OfferedKey {
        glyph: "down" // to put the keyboard away: all else is switched off
    }

    component OfferedGround: Rectangle {
        radius: Theme.radius
        color: Theme.colors.surface
        border.width: Theme.hairline
        border.color: Theme.colors.muted
    }
    component ChosenGround: Rectangle {
        radius: Theme.radius
        color: Theme.colors.raised
        border.width: Theme.focusWidth
        border.color: Theme.colors.accent
    }
}
