// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Pages

/// The device panel where the window has no room for it beside the chat.
SidePage {
    id: page

    required property Chat chat
    required property LoadedModel loadedModel

    objectName: "devicePage"
    title: qsTr("Device")

    DeviceFacts {
        Layout.fillWidth: true
        chat: page.chat
        loadedModel: page.loadedModel
    }
}
