// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import Peripheral.Core
import Peripheral.Style

/// The pages beside the chat, each with its file: menus and shortcuts follow from this table.
Navigation {
    id: table

    required property Permissions permissions

    PageEntry {
        name: "models"
        title: qsTr("Models")
        glyph: "model"
        source: Qt.resolvedUrl("models/ModelPage.qml")
        allowed: table.permissions.chooseModel
    }
    PageEntry {
        name: "profiles"
        title: qsTr("Compare devices")
        glyph: "compare"
        source: Qt.resolvedUrl("profiles/ProfilesPage.qml")
    }
    PageEntry {
        name: "settings"
        title: qsTr("Settings")
        glyph: "settings"
        source: Qt.resolvedUrl("settings/SettingsPage.qml")
        shortcut: "Ctrl+,"
        keyNote: qsTr("settings")
        allowed: table.permissions.changeSettings
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
