// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
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
    property string page: "" ///< what covers the chat: "models", "settings", "device", or nothing
    readonly property bool wide: width >= Theme.wideWindow
    readonly property bool narrow: width < Theme.narrowWindow
    readonly property bool sidebarDocked: !narrow && settings.sidebarOpen
    readonly property bool panelDocked: wide && settings.panelOpen
    readonly property bool busy: chat.activity !== Chat.Idle

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
    onWideChanged: if (wide && page === "device")
        showPage("")
    Component.onCompleted: chatPage.focusInput()

    function showPage(name: string): void {
        page = name;
        drawer.close();
        if (name === "")
            chatPage.focusInput();
    }
    function togglePage(name: string): void {
        showPage(page === name ? "" : name);
    }
    function newChat(): void {
        chat.newConversation();
        showPage("");
    }
    function toggleSidebar(): void {
        if (narrow)
            drawer.visible ? drawer.close() : drawer.open();
        else
            settings.sidebarOpen = !settings.sidebarOpen;
    }
    function togglePanel(): void {
        if (wide)
            settings.panelOpen = !settings.panelOpen;
        else
            togglePage("device");
    }
    function toggleFullScreen(): void {
        window.visibility = window.visibility === Window.FullScreen ? Window.Windowed : Window.FullScreen;
    }
    /// Esc: first what covers the chat, then the answer that arrives, then an edit.
    function goBack(): void {
        if (page !== "")
            showPage("");
        else if (busy)
            chat.stop();
        else if (chat.editing)
            chat.cancelEdit();
        else
            chatPage.focusInput();
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
        onActivated: window.showPage("")
    }
    Shortcut {
        sequence: "Ctrl+,"
        onActivated: window.togglePage("settings")
    }
    Shortcut {
        sequence: "F9"
        onActivated: window.togglePanel()
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
                    onHideRequested: window.toggleSidebar()
                    onNewRequested: window.newChat()
                    onOpened: window.showPage("")
                    onModelsRequested: window.showPage("models")
                    onSettingsRequested: window.showPage("settings")
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
                visible: window.page === ""
                title: window.chat.title
                loadedModel: window.loadedModel
                sidebarShown: window.sidebarDocked
                panelShown: window.panelDocked
                onSidebarRequested: window.toggleSidebar()
                onNewRequested: window.newChat()
                onModelsRequested: window.showPage("models")
                onPanelRequested: window.togglePanel()
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
                visible: window.page === ""
                chat: window.chat
                loadedModel: window.loadedModel
                onModelsRequested: window.showPage("models")
            }
            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: window.page !== ""

                OnDemand {
                    needed: window.page === "models"
                    delegate: ModelPage {
                        anchors.fill: parent
                        loadedModel: window.loadedModel
                        onChooseRequested: fileDialog.open()
                        onClosed: window.showPage("")
                    }
                }
                OnDemand {
                    needed: window.page === "settings"
                    delegate: SettingsPage {
                        anchors.fill: parent
                        settings: window.settings
                        onClosed: window.showPage("")
                    }
                }
                OnDemand {
                    needed: window.page === "device"
                    delegate: DevicePage {
                        anchors.fill: parent
                        chat: window.chat
                        loadedModel: window.loadedModel
                        onClosed: window.showPage("")
                    }
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

            OnDemand {
                needed: window.panelDocked
                delegate: DevicePanel {
                    anchors.fill: parent
                    chat: window.chat
                    loadedModel: window.loadedModel
                    onHideRequested: window.togglePanel()
                }
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
                    onHideRequested: drawer.close()
                    onNewRequested: window.newChat()
                    onOpened: window.showPage("")
                    onModelsRequested: window.showPage("models")
                    onSettingsRequested: window.showPage("settings")
                }
            }
        }
    }
    DropLayer {
        anchors.fill: parent
        onFileDropped: file => window.loadedModel.open(file)
    }
    FileDialog {
        id: fileDialog

        objectName: "modelDialog"
        title: qsTr("Open a model")
        nameFilters: [qsTr("GGUF models (*.gguf)"), qsTr("All files (*)")]
        onAccepted: window.loadedModel.open(selectedFile)
    }
}
