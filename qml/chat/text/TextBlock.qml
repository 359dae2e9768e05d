// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Style

/// A paragraph, a heading or a table.
MarkdownText {
    id: block

    required property BlockView view
    readonly property bool heading: view.kind === BlockListModel.Heading

    markdown: view.text
    copier: view.copier
    font.pixelSize: !heading || view.level > 2 ? Theme.bodySize : view.level === 1 ? Theme.titleSize : Theme.largeSize
    font.weight: heading ? Font.DemiBold : Font.Normal
    Accessible.role: heading ? Accessible.Heading : Accessible.StaticText

    StreamCaret {
        edit: block
        shown: block.view.caret
    }
}
