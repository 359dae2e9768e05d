// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A line of a window's table of pages: all that is known of a page before it is opened.
QtObject {
    required property string name   ///< that it is asked for by
    required property string title
    required property string glyph
    required property url source    ///< its file, by Qt.resolvedUrl()
    property url panel              ///< the file that stands beside the chat instead, where there is room
    property string shortcut        ///< opens and closes it
    property string keyNote         ///< what the shortcut leads to, in few words
    property bool allowed: true     ///< else it cannot be opened, and nothing leads to it
    readonly property bool hasPanel: String(panel).length > 0
}
