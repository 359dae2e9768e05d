// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A line of the table of views.
QtObject {
    required property string title
    required property url source ///< its file, by Qt.resolvedUrl()
}
