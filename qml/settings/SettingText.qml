// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Ui

/// A few lines of text; Tab leaves it.
TextArea {
    id: area

    implicitHeight: Math.max(Theme.scaled(96), contentHeight + topPadding + bottomPadding)
    padding: Theme.spaceM
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    selectByMouse: true
    color: Theme.colors.text
    placeholderTextColor: Theme.colors.muted
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.accentText
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    KeyNavigation.priority: KeyNavigation.BeforeItem
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    Accessible.role: Accessible.EditableText
    background: Rectangle {
        radius: Theme.radius
        color: Theme.colors.surface
        border.width: area.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: area.activeFocus ? Theme.colors.accent : Theme.colors.line
    }
}
