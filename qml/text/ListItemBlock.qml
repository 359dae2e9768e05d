// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Ui

/// One item of a list: its marker and its text, or text that goes on with the item before it.
Item {
    id: item

    required property string marker
    required property string markdown
    required property bool caret

    signal linkCopied(link: string)

    implicitHeight: content.height

    Text {
        id: mark

        text: item.marker
        width: Math.max(Theme.spaceXl, implicitWidth + Theme.spaceS)
        topPadding: (content.lineBox - implicitHeight + topPadding) / 2
        color: Theme.colors.muted
        font.family: Theme.family
        font.pixelSize: Theme.bodySize
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    MarkdownText {
        id: content

        readonly property real lineBox: Theme.bodySize * Theme.lineHeight

        x: mark.width
        width: item.width - x
        markdown: item.markdown
        Accessible.name: item.marker.length > 0 ? item.marker + " " + item.markdown : item.markdown
        onLinkCopied: link => item.linkCopied(link)

        StreamCaret {
            edit: content
            shown: item.caret
        }
    }
}
