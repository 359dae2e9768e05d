// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.VirtualKeyboard.Styles
import Peripheral.Style

/// One key as it is drawn: a word or a picture on a rounded ground. Qt's keyboard says which key it is a moment after it
/// was made.
KeyPanel {
    id: panel

    property string glyph        ///< an icon in place of the key's own text
    property bool wordless: false
    property bool quiet: key?.highlighted ?? false ///< one that writes nothing
    property bool accented: false
    property bool underlined: false
    readonly property var key: control
    readonly property bool upper: key?.uppercased ?? false
    readonly property string label: glyph.length > 0 || wordless ? "" : key?.displayText ?? ""
    /// What a long touch writes. The gear stands for what is not offered here.
    readonly property string more: !wordless && key?.smallTextVisible && key.smallText !== "\u2699" ? key.smallText : ""
    readonly property color ink: accented ? Theme.colors.accentText : Theme.colors.text

    Rectangle {
        anchors.fill: parent
        anchors.margins: 3
        radius: Theme.radius
        color: panel.accented ? Theme.colors.accent : panel.quiet ? Theme.colors.line : Theme.colors.surface
        border.width: panel.key?.pressed ? Theme.focusWidth : Theme.hairline
        border.color: panel.key?.pressed ? Theme.colors.accent : Theme.colors.line
        opacity: panel.key?.enabled ? 1 : 0.4

        Text {
            anchors.centerIn: parent
            text: panel.upper ? panel.label.toUpperCase() : panel.label
            color: panel.quiet && Theme.colors === Theme.highContrastColors ? Theme.colors.ground : panel.ink
            font.family: Theme.family
            font.pixelSize: Math.min(Theme.titleSize, parent.height / 2)
            textFormat: Text.PlainText
        }
        Text {
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.spaceXs
            text: panel.upper ? panel.more.toUpperCase() : panel.more
            color: panel.quiet && Theme.colors === Theme.highContrastColors ? Theme.colors.ground : Theme.colors.muted
            font.family: Theme.family
            font.pixelSize: Math.min(Theme.smallSize, parent.height / 4)
            textFormat: Text.PlainText
        }
        Icon {
            anchors.centerIn: parent
            icon: panel.glyph
            color: panel.quiet && !panel.accented && Theme.colors === Theme.highContrastColors ? Theme.colors.ground : panel.ink
        }
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.spaceS
            visible: panel.underlined
            width: Theme.iconSize
            height: Theme.focusWidth
            color: panel.ink
        }
    }
}
