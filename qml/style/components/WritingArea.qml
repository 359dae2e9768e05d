// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Peripheral.Style

/// Lines of plain text to write in, in the look of the theme. Tab leaves it.
T.TextArea {
    id: area

    implicitWidth: Math.max(contentWidth, hint.implicitWidth) + leftPadding + rightPadding
    implicitHeight: Math.max(contentHeight, hint.implicitHeight) + topPadding + bottomPadding
    padding: 6
    leftPadding: padding + 4
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    selectByMouse: true
    color: Theme.colors.text
    placeholderTextColor: Theme.colors.muted
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.accentText
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Accessible.role: Accessible.EditableText

    // The placeholder of Qt's own styles takes a model's name for markup where it looks like that.
    Text {
        id: hint

        x: area.leftPadding
        y: area.topPadding
        width: area.width - area.leftPadding - area.rightPadding
        height: area.height - area.topPadding - area.bottomPadding
        visible: area.length === 0 && area.preeditText.length === 0
        text: area.placeholderText
        textFormat: Text.PlainText
        color: area.placeholderTextColor
        font: area.font
        verticalAlignment: area.verticalAlignment
        elide: Text.ElideRight
        renderType: area.renderType
    }
}
