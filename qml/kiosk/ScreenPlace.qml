// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Visit
import Peripheral.Kiosk

/// Holds the screen of the visit. What showed a visitor's words is gone before they are.
Item {
    id: place

    required property Kiosk kiosk
    required property KioskFace face
    required property Exhibit exhibit ///< shown beside the chat; null: nothing is
    property ReadAloud readAloud: null
    readonly property string file: {
        switch (kiosk.screen) {
        case KioskStage.Consent:
            return "ConsentScreen.qml";
        case KioskStage.Chatting:
            return "ChatScreen.qml";
        case KioskStage.Erasing:
        case KioskStage.Erased:
            return "ErasedScreen.qml";
        default:
            return "AttractScreen.qml";
        }
    }

    onFileChanged: show()
    Component.onCompleted: show()

    function show(): void {
        const properties = {
            kiosk: kiosk,
            face: face
        };
        if (file === "ChatScreen.qml") {
            properties.exhibit = exhibit;
            properties.readAloud = readAloud;
        }
        loader.setSource(file, properties);
    }

    Loader {
        id: loader

        anchors.fill: parent
        enabled: place.kiosk.stage !== KioskStage.Countdown
    }
}
