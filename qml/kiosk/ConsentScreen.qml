// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Visit
import Peripheral.Style

/// What happens with what is typed, to be agreed to before anything is.
Item {
    id: screen

    required property Kiosk kiosk
    required property KioskFace face
    readonly property bool compact: height < Theme.scaled(430)
    readonly property int margin: compact ? Theme.spaceL : 2 * Theme.spaceXl

    objectName: "consentScreen"

    ColumnLayout {
        width: Math.min(parent.width - 2 * screen.margin, Theme.textWidth)
        height: parent.height - 2 * screen.margin
        x: (parent.width - width) / 2
        y: screen.margin
        spacing: Theme.spaceL

        Item {
            Layout.fillHeight: true
        }
        Caption {
            Layout.fillWidth: true
            text: qsTr("Before you begin")
            font.pixelSize: screen.compact ? Theme.titleSize : Theme.displaySize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        ScrollArea {
            objectName: "privacyNote"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: Math.ceil(note.implicitHeight)
            Layout.maximumHeight: Layout.preferredHeight
            contentHeight: note.implicitHeight

            Caption {
                id: note

                objectName: "privacyText"
                width: parent.width - Theme.spaceM
                text: screen.face.privacy.length > 0 ? screen.face.privacy : screen.ownWords()
                font.pixelSize: Theme.largeSize
                lineHeight: screen.compact ? 1.25 : Theme.lineHeight
            }
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceM

            TextButton {
                objectName: "agreeButton"
                primary: true
                font.pixelSize: Theme.largeSize
                text: qsTr("I agree")
                onClicked: screen.kiosk.agree()
            }
            // What ends a visit does away with the button: not before that has been clicked to the end.
            TextButton {
                objectName: "backButton"
                font.pixelSize: Theme.largeSize
                text: qsTr("Back")
                onClicked: Qt.callLater(screen.kiosk.finish) // qmllint disable
            }
        }
        Item {
            Layout.fillHeight: true
        }
    }

    function ownWords(): string {
        const stays = qsTr("What you type, and what is answered, stays on this machine. It is never written to its disk, and nothing is sent over a network.");
        const erased = qsTr("When you finish, or go away, all of it is erased.");
        const wrong = qsTr("The answers come from a small language model, and may be wrong.");
        return stays + "\n\n" + erased + "\n\n" + wrong;
    }
}
