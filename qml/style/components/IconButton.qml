// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// A button that is only an icon. `text` names it for the tip and for screen readers.
PlainButton {
    id: button

    property string glyph
    property string shortcut ///< shown in the tip; the shortcut itself is the window's
    property color tint: Theme.colors.muted
    property int glyphSize: Theme.iconSize
    property bool filled: false ///< the one primary action
    readonly property bool tabbed: activeFocus && (focusReason === Qt.TabFocusReason || focusReason === Qt.BacktabFocusReason)

    implicitWidth: Theme.target
    implicitHeight: Theme.target
    padding: Theme.spaceXs

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            icon: button.glyph
            size: button.glyphSize
            color: button.filled ? Theme.colors.accentText : button.hovered || button.down ? Theme.colors.text : button.tint
        }
    }
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.spaceXs
            radius: Theme.radius
            color: button.filled ? Theme.colors.accent : Theme.colors.raised
            visible: button.filled || button.hovered || button.down || button.checked
            opacity: button.filled && button.down ? 0.85 : 1
        }
        FocusRing {
            anchors.margins: Theme.spaceXs - Theme.focusWidth
            shown: button.visualFocus
        }
    }

    // Never by itself: only where the pointer rests, or where Tab has led.
    ToolTip.visible: !Theme.touch && (hovered || tabbed) && !down
    ToolTip.delay: 600
    ToolTip.text: shortcut.length > 0 ? text + "  " + shortcut : text
}
