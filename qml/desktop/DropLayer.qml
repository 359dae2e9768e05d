// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Style

/// Takes GGUF files that are dropped onto the window.
DropArea {
    id: layer

    required property LoadedModel loadedModel
    property bool welcome: false

    objectName: "dropLayer"
    keys: ["text/uri-list"]
    onEntered: drag => {
        welcome = modelIn(drag.urls) !== undefined;
        drag.accepted = welcome;
    }
    onExited: welcome = false
    onDropped: drop => {
        welcome = false;
        const file = modelIn(drop.urls);
        if (file !== undefined)
            loadedModel.open(file);
    }

    function modelIn(urls: var): var {
        return Array.from(urls).find(file => file.toString().toLowerCase().endsWith(".gguf"));
    }

    Rectangle {
        objectName: "dropHint"
        anchors.fill: parent
        anchors.margins: Theme.spaceL
        visible: layer.welcome
        radius: Theme.cardRadius
        color: Theme.colors.surface
        opacity: 0.96
        border.width: Theme.focusWidth
        border.color: Theme.colors.accent

        Caption {
            anchors.centerIn: parent
            text: qsTr("Drop the model to load it")
            font.pixelSize: Theme.titleSize
        }
    }
}
