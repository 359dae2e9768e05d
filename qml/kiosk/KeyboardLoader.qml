// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Visit

/// The keyboard on the screen, where the operator wants one and it is installed; else nothing, without a height. It is
/// loaded by its address, because the program may have been built without it.
Item {
    id: place

    required property KioskFace face
    required property Kiosk kiosk
    required property real room ///< the height of what it stands in
    readonly property bool available: loader.status === Loader.Ready
    readonly property var keyboard: loader.item

    height: keyboard?.height ?? 0

    ScreenKeyboardInfo {
        id: info
    }
    Loader {
        id: loader

        width: parent.width
        active: place.face.keyboard && info.available
        onActiveChanged: place.load()
        Component.onCompleted: place.load()
    }
    /// What was begun to be written goes with its visitor.
    Connections {
        target: place.kiosk

        function onStageChanged(): void {
            const stage = place.kiosk.stage;
            if (stage === KioskStage.Erasing || stage === KioskStage.Inviting)
                place.reset();
        }
    }

    function load(): void {
        if (loader.active && loader.status === Loader.Null)
            loader.setSource(info.panel, {
                layout: Qt.binding(() => info.layoutOf(face.language)),
                room: Qt.binding(() => room)
            });
    }
    function reset(): void {
        keyboard?.reset();
    }
}
