// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style
import Peripheral.Chat

/// Markdown that can be selected, in the look of the theme.
TextEdit {
    id: edit

    required property TextCopier copier ///< null: nothing can be copied
    property alias markdown: filling.markdown

    readOnly: true
    selectByMouse: !Theme.touch // a finger scrolls
    activeFocusOnPress: selectByMouse
    textFormat: TextEdit.RichText
    wrapMode: TextEdit.Wrap
    color: Theme.colors.text
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.accentText
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.StaticText
    Accessible.name: markdown
    // The program opens no connections, and what an answer names need not exist: the address is copied instead.
    onLinkActivated: link => copier?.copy(link)
    Component.onCompleted: filling.start()

    HoverHandler {
        cursorShape: edit.hoveredLink.length > 0 ? Qt.PointingHandCursor : Qt.IBeamCursor
    }
    MarkdownDocument {
        id: filling

        document: edit.textDocument
        lineHeight: Theme.lineHeight
        codeFamily: Theme.codeFamily
        codeSize: Theme.codeSize
        codeGround: Theme.colors.raised
        linkColor: Theme.colors.accent
        lineColor: Theme.colors.line
        cellPadding: Theme.spaceS
    }
}
