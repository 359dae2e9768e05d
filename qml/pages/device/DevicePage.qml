// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick.Layouts
import Peripheral.Pages

/// The device panel where the window has no room for it beside the chat.
SidePage {
    id: page

    objectName: "devicePage"

    DeviceFacts {
        Layout.fillWidth: true
        chat: page.context.chat
        loadedModel: page.context.loadedModel
    }
}
