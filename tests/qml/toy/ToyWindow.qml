// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Style
import Peripheral.Chat

/// A window that is only a chat. There are no pages, so nothing leads to one.
Window {
    id: window

    required property Chat chat
    required property LoadedModel loadedModel
    required property Gpus gpus

    width: 640
    height: 480
    color: Theme.colors.ground
    title: qsTr("Toy")
    Component.onCompleted: page.focusInput()

    Navigation {
        id: nowhere
    }
    Shortcut {
        sequence: "Esc"
        onActivated: window.chat.stop()
    }
    LoadingStrip {
        width: parent.width
        visible: window.loadedModel.loading
        loadedModel: window.loadedModel
    }
    ChatPage {
        id: page

        anchors.fill: parent
        chat: window.chat
        loadedModel: window.loadedModel
        gpus: window.gpus
        navigation: nowhere
    }
}
