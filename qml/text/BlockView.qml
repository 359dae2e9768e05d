// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Core
import Peripheral.Ui

/// One block of a message, by its kind.
Item {
    id: view

    required property int index
    required property int kind
    required property string text
    required property string language
    required property string marker
    required property int level
    required property bool joined
    required property BlockListModel blocks
    required property bool caret ///< text arrives at the end of this block

    readonly property real indent: kind === BlockListModel.Heading ? 0 : level * Theme.spaceXl
    readonly property real gap: {
        if (index === 0)
            return 0;
        if (joined)
            return kind === BlockListModel.List && marker.length > 0 ? Theme.spaceXs
                 : kind === BlockListModel.Code ? -Theme.spaceM : 0;
        return kind === BlockListModel.Heading ? Theme.spaceXl : Theme.spaceM;
    }

    signal copyRequested(text: string)

    implicitHeight: gap + loader.height

    Loader {
        id: loader

        x: view.indent
        y: view.gap
        width: view.width - view.indent
        sourceComponent: {
            switch (view.kind) {
            case BlockListModel.Code:
                return code;
            case BlockListModel.List:
                return listItem;
            case BlockListModel.Quote:
                return quote;
            case BlockListModel.Rule:
                return rule;
            default:
                return paragraph;
            }
        }
    }

    Component {
        id: paragraph

        MarkdownText {
            markdown: view.text
            font.pixelSize: view.kind !== BlockListModel.Heading || view.level > 2 ? Theme.bodySize
                          : view.level === 1 ? Theme.titleSize : Theme.largeSize
            font.weight: view.kind === BlockListModel.Heading ? Font.DemiBold : Font.Normal
            Accessible.role: view.kind === BlockListModel.Heading ? Accessible.Heading : Accessible.StaticText
            onLinkCopied: link => view.copyRequested(link)

            StreamCaret {
                edit: parent as TextEdit
                shown: view.caret
            }
        }
    }
    Component {
        id: listItem

        ListItemBlock {
            marker: view.marker
            markdown: view.text
            caret: view.caret
            onLinkCopied: link => view.copyRequested(link)
        }
    }
    Component {
        id: quote

        QuoteBlock {
            markdown: view.text
            caret: view.caret
            onLinkCopied: link => view.copyRequested(link)
        }
    }
    Component {
        id: code

        CodeBlock {
            code: view.text
            language: view.language
            joined: view.joined
            caret: view.caret
            onCopyRequested: view.copyRequested(view.blocks.code(view.index))
        }
    }
    Component {
        id: rule

        Hairline {}
    }
}
