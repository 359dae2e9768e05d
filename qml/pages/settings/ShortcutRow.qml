// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick.Layouts
import Peripheral.Style

/// What a key does.
RowLayout {
    id: row

    property string keys
    property string action

    Layout.fillWidth: true
    spacing: Theme.spaceM

    Caption {
        Layout.preferredWidth: Theme.scaled(160)
        text: row.keys
    }
    Caption {
        Layout.fillWidth: true
        text: row.action
        color: Theme.colors.muted
    }
}
