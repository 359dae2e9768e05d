// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import Peripheral.Style

/// The pages beside the chat, each with its file: menus and shortcuts follow from this table.
Navigation {
    PageEntry { name: "models"; title: qsTr("Models"); glyph: "model"; source: Qt.resolvedUrl("models/ModelPage.qml") }
    PageEntry {
        name: "settings"
        title: qsTr("Settings")
        glyph: "settings"
        source: Qt.resolvedUrl("settings/SettingsPage.qml")
        shortcut: "Ctrl+,"
        keyNote: qsTr("settings")
    }
    PageEntry {
        name: "device"
        title: qsTr("Device")
        glyph: "device"
        source: Qt.resolvedUrl("device/DevicePage.qml")
        panel: Qt.resolvedUrl("device/DevicePanel.qml")
        shortcut: "F9"
        keyNote: qsTr("device panel")
    }
}
