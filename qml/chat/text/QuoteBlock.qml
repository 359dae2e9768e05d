// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

Item {
    id: quote

    required property BlockView view

    implicitHeight: content.height

    Rectangle {
        width: Theme.focusWidth + Theme.hairline
        height: parent.height
        radius: width / 2
        color: Theme.colors.line
    }
    MarkdownText {
        id: content

        x: Theme.spaceL
        width: quote.width - x
        markdown: quote.view.text
        copier: quote.view.copier
        color: Theme.colors.muted

        StreamCaret {
            edit: content
            shown: quote.view.caret
        }
    }
}
