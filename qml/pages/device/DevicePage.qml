// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick.Layouts
import Peripheral.Device
import Peripheral.Pages

/// The device panel where the window has no room for it beside the chat.
SidePage {
    id: page

    objectName: "devicePage"

    LiveSections {
        Layout.fillWidth: true
        chat: page.context.chat
        loadedModel: page.context.loadedModel
        settings: page.context.settings
        readings: page.context.deviceReadings
        telemetry: page.context.answerTelemetry
        replay: page.context.answerReplay
    }
}
