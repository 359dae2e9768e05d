// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Core
import Peripheral.Visit
import Peripheral.Style
import Peripheral.Kiosk

/// The window of a kiosk, shown by whoever makes it. Everything in it stands in a root of its own, which is turned as the
/// screen is: the screen of the visit, the keyboard's place below it, the countdown over both, the operator's over all.
Window {
    id: window

    required property Kiosk kiosk
    required property KioskFace face
    required property LoadedModel loadedModel
    required property Settings settings
    /// The operator's way, and the dark screen of a kiosk at rest; null: there is none.
    property Administration administration: null
    property KioskDarkness darkness: null
    /// For the exhibition's panel, where the operator wants one; null: there is none.
    property DeviceReadings deviceReadings: null
    property AnswerTelemetry answerTelemetry: null
    property ReadAloud readAloud: null

    title: qsTr("Peripheral")
    width: 1280
    height: 800
    color: Theme.colors.ground

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
    Binding {
        target: Theme
        property: "touch"
        value: true
    }
    Binding {
        target: Theme
        property: "ownAccent"
        value: window.face.accent.length > 0 ? window.face.accent : "transparent"
    }
    Binding {
        target: Theme
        property: "ownAccentText"
        value: window.face.accentText.length > 0 ? window.face.accentText : "transparent"
    }
    KioskActivity {
        kiosk: window.kiosk
        window: window
    }
    Exhibit {
        id: exhibit

        loadedModel: window.loadedModel
        readings: window.deviceReadings
        telemetry: window.answerTelemetry
    }
    RotatedRoot {
        id: root

        objectName: "kioskRoot"
        angle: window.face.rotation

        ScreenPlace {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: keyboardPlace.top
            kiosk: window.kiosk
            face: window.face
            exhibit: window.face.panel && window.answerTelemetry !== null ? exhibit : null
            readAloud: window.readAloud
        }
        /// Of the keyboard on the screen: what the visitor writes in is above it.
        Item {
            id: keyboardPlace

            objectName: "keyboardPlace"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            height: childrenRect.height

            KeyboardLoader {
                width: parent.width
                face: window.face
                kiosk: window.kiosk
                room: root.height
            }
        }
        CountdownLayer {
            anchors.fill: parent
            visible: window.kiosk.stage === KioskStage.Countdown
            secondsLeft: window.kiosk.secondsLeft
            share: window.kiosk.countdownShare
            onStayed: window.kiosk.noteActivity()
        }
        /// Of the operator: the gesture, the PIN, the operator's page.
        Item {
            id: operatorPlace

            objectName: "operatorPlace"
            anchors.fill: parent

            OnDemand {
                needed: window.administration !== null

                OperatorLayer {
                    anchors.fill: operatorPlace
                    administration: window.administration
                    face: window.face
                }
            }
        }
        OnDemand {
            needed: window.darkness !== null

            DarkLayer {
                anchors.fill: root
                darkness: window.darkness
            }
        }
    }
}
