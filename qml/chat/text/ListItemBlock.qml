// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// One item of a list: its marker and its text, or text that goes on with the item before it.
Item {
    id: item

    required property BlockView view
    readonly property string marker: view.marker

    implicitHeight: content.height

    Text {
        id: mark

        text: item.marker
        width: Math.max(Theme.spaceXl, implicitWidth + Theme.spaceS)
        color: Theme.colors.muted
        font.family: Theme.family
        font.pixelSize: Theme.bodySize
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    MarkdownText {
        id: content

        x: mark.width
        width: item.width - x
        markdown: item.view.text
        copier: item.view.copier
        Accessible.name: item.marker.length > 0 ? item.marker + " " + markdown : markdown

        StreamCaret {
            edit: content
            shown: item.view.caret
        }
    }
}
