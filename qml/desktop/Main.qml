// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Chat
import Peripheral.Pages

/// The window, shown by whoever makes it: sidebar, chat, device panel; under 1,000 px the panel is a page, under 640 px the sidebar a drawer.
ApplicationWindow {
    id: window

    required property Chat chat
    required property LoadedModel loadedModel
    required property Settings settings
    required property Gpus gpus
    required property Permissions permissions
    required property DeviceReadings deviceReadings
    required property AnswerTelemetry answerTelemetry
    required property AnswerReplay answerReplay
    required property Profiles profiles
    required property ProfileRun profileRun
    readonly property Navigation navigation: pages
    readonly property bool wide: width >= Theme.wideWindow
    readonly property bool narrow: width < Theme.narrowWindow
    readonly property bool sidebarDocked: !narrow && settings.sidebarOpen
    readonly property bool panelDocked: wide && settings.panelOpen && pages.panel !== null
    readonly property bool busy: chat.busy

    title: chat.title.length > 0 ? qsTr("%1 – Peripheral").arg(chat.title) : qsTr("Peripheral")
    width: settings.windowWidth
    height: settings.windowHeight
    color: Theme.colors.ground
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    palette.toolTipBase: Theme.colors.raised
    palette.toolTipText: Theme.colors.text
    palette.dark: Theme.colors.line

    onWidthChanged: if (window.visibility === Window.Windowed && visible)
        settings.windowWidth = width
    onHeightChanged: if (window.visibility === Window.Windowed && visible)
        settings.windowHeight = height
    Component.onCompleted: chatPage.focusInput()

    function newChat(): void {
        chat.newConversation();
        pages.close();
    }
    function toggleSidebar(): void {
        if (narrow)
            drawer.visible ? drawer.close() : drawer.open();
        else
            settings.sidebarOpen = !settings.sidebarOpen;
    }
    function toggleFullScreen(): void {
        window.visibility = window.visibility === Window.FullScreen ? Window.Windowed : Window.FullScreen;
    }
    /// Esc: first what covers the chat, then the answer that arrives, then an edit.
    function goBack(): void {
        if (pages.current !== null)
            pages.close();
        else if (busy)
            chat.stop();
        else if (chat.editing)
            chat.cancelEdit();
        else
            chatPage.focusInput();
    }

    PageTable {
        id: pages

        permissions: window.permissions
        roomBeside: window.wide
        onPanelToggled: window.settings.panelOpen = !window.settings.panelOpen
        onMoved: {
            drawer.close();
            if (current === null)
                chatPage.focusInput();
        }
    }
    PageContext {
        id: pageContext

        chat: window.chat
        loadedModel: window.loadedModel
        settings: window.settings
        gpus: window.gpus
        permissions: window.permissions
        deviceReadings: window.deviceReadings
        answerTelemetry: window.answerTelemetry
        answerReplay: window.answerReplay
        profiles: window.profiles
        profileRun: window.profileRun
        navigation: pages
    }
    Binding {
        target: Theme
        property: "scheme"
        value: window.settings.scheme
    }
    Binding {
        target: Theme
        property: "textScale"
        value: window.settings.textScale
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: window.settings.reducedMotion
    }

    Shortcut {
        sequence: "Ctrl+N"
        onActivated: window.newChat()
    }
    Shortcut {
        sequence: "Ctrl+L"
        onActivated: pages.close()
    }
    Instantiator {
        model: pages.entriesThat(entry => entry.shortcut.length > 0)

        delegate: Shortcut {
            required property PageEntry modelData

            sequence: modelData.shortcut
            onActivated: pages.toggle(modelData.name)
        }
    }
    Shortcut {
        sequence: "F11"
        onActivated: window.toggleFullScreen()
    }
    Shortcut {
        sequence: "Esc"
        enabled: !drawer.visible
        onActivated: window.goBack()
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        // On demand inside an item of its own: a layout must not lose an item while it is arranged.
        Item {
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.sidebarWidth
            visible: window.sidebarDocked

            OnDemand {
                needed: window.sidebarDocked
                delegate: Sidebar {
                    anchors.fill: parent
                    chat: window.chat
                    permissions: window.permissions
                    navigation: pages
                    onHideRequested: window.toggleSidebar()
                    onNewRequested: window.newChat()
                }
            }
        }
        Hairline {
            Layout.fillHeight: true
            visible: window.sidebarDocked
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            ChatHeader {
                Layout.fillWidth: true
                visible: pages.current === null
                title: window.chat.title
                loadedModel: window.loadedModel
                sidebarShown: window.sidebarDocked
                panelShown: window.panelDocked
                navigation: pages
                onSidebarRequested: window.toggleSidebar()
                onNewRequested: window.newChat()
            }
            LoadingStrip {
                Layout.fillWidth: true
                visible: window.loadedModel.loading
                loadedModel: window.loadedModel
            }
            ChatPage {
                id: chatPage

                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: pages.current === null
                chat: window.chat
                loadedModel: window.loadedModel
                gpus: window.gpus
                navigation: pages
            }
            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: pages.current !== null

                PagePlace {
                    context: pageContext
                    entry: pages.current
                }
            }
        }
        Hairline {
            Layout.fillHeight: true
            visible: window.panelDocked
        }
        Item {
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.panelWidth
            visible: window.panelDocked

            PagePlace {
                context: pageContext
                entry: window.panelDocked ? pages.panel : null
                asPanel: true
            }
        }
    }

    Drawer {
        id: drawer

        objectName: "drawer"
        width: Math.min(Theme.sidebarWidth, window.width - Theme.target)
        height: window.height
        interactive: window.narrow
        padding: 0
        background: null
        enter: Transition {
            NumberAnimation {
                property: "position"
                to: 1
                duration: Theme.calm
            }
        }
        exit: Transition {
            NumberAnimation {
                property: "position"
                to: 0
                duration: Theme.calm
            }
        }
        contentItem: Item {
            OnDemand {
                needed: window.narrow
                delegate: Sidebar {
                    anchors.fill: parent
                    chat: window.chat
                    permissions: window.permissions
                    navigation: pages
                    onHideRequested: drawer.close()
                    onNewRequested: window.newChat()
                }
            }
        }
    }
    DropLayer {
        anchors.fill: parent
        enabled: window.permissions.chooseModel && window.permissions.seeFiles
        loadedModel: window.loadedModel
    }
}
