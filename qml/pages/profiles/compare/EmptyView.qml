// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style
import Peripheral.Pages

/// What a view says as long as there is nothing to show.
ProfileFrame {
    id: empty

    required property string title
    required property string text

    objectName: "emptyView"

    Caption {
        Layout.fillWidth: true
        text: empty.title
        font.pixelSize: Theme.largeSize
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Caption {
        Layout.fillWidth: true
        text: empty.text
        color: Theme.colors.muted
        lineHeight: 1.3
    }
}
