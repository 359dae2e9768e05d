// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Style

/// One block of a message. The file for its kind draws it and reads from it what the block is.
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
    required property TextCopier copier
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
    readonly property string file: {
        switch (kind) {
        case BlockListModel.Code:
            return "CodeBlock.qml";
        case BlockListModel.List:
            return "ListItemBlock.qml";
        case BlockListModel.Quote:
            return "QuoteBlock.qml";
        case BlockListModel.Rule:
            return "RuleBlock.qml";
        default:
            return "TextBlock.qml";
        }
    }

    implicitHeight: gap + loader.height
    onFileChanged: loader.setSource(file, {
        view: view
    })

    Loader {
        id: loader

        x: view.indent
        y: view.gap
        width: view.width - view.indent
    }
}
