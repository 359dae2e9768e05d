// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Visit
import Peripheral.Style

/// While nobody is there: who invites, to what, an example, and in which language. A touch anywhere begins a visit.
Item {
    id: screen

    required property Kiosk kiosk
    required property KioskFace face
    readonly property bool compact: height < Theme.scaled(430)
    readonly property bool able: kiosk.obstacle !== Kiosk.NoModel && kiosk.obstacle !== Kiosk.Loading

    objectName: "attractScreen"

    MouseArea {
        objectName: "wholeScreen"
        anchors.fill: parent
        enabled: screen.able
        onClicked: screen.kiosk.begin()
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: screen.compact ? Theme.spaceL : 2 * Theme.spaceXl
        spacing: screen.compact ? Theme.spaceS : Theme.spaceXl

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceL

            Image {
                objectName: "operatorPicture"
                Layout.preferredHeight: screen.compact ? Theme.target : Math.round(screen.height * 0.12)
                Layout.preferredWidth: Math.min(Layout.preferredHeight * 3, Layout.preferredHeight * ratio)
                visible: status === Image.Ready
                source: screen.face.picture
                fillMode: Image.PreserveAspectFit
                asynchronous: true
                sourceSize.height: 2 * Layout.preferredHeight
                Accessible.ignored: true // the name says whose it is

                readonly property real ratio: implicitHeight > 0 ? implicitWidth / implicitHeight : 1
            }
            Caption {
                objectName: "operatorName"
                Layout.fillWidth: true
                text: screen.face.operatorName
                color: Theme.colors.muted
                font.pixelSize: screen.compact ? Theme.largeSize : Theme.titleSize
            }
        }
        Item {
            Layout.fillHeight: true
        }
        Caption {
            objectName: "invitation"
            Layout.fillWidth: true
            text: screen.face.message.length > 0 ? screen.face.message : qsTr("Ask a small language model")
            font.pixelSize: screen.compact ? Theme.titleSize : Theme.scaled(44)
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        ExampleQuestion {
            Layout.fillWidth: true
            visible: screen.able && questions.length > 0
            questions: screen.face.suggestions
            compact: screen.compact
        }
        TextButton {
            objectName: "beginButton"
            Layout.topMargin: screen.compact ? 0 : Theme.spaceL
            Layout.preferredHeight: Math.max(Theme.scaled(screen.compact ? 44 : 64), Theme.target)
            visible: screen.able
            primary: true
            leftPadding: 2 * Theme.spaceXl
            font.pixelSize: screen.compact ? Theme.largeSize : Theme.titleSize
            text: qsTr("Touch to begin")
            onClicked: screen.kiosk.begin()
        }
        ObstacleText {
            Layout.fillWidth: true
            visible: !screen.able
            kiosk: screen.kiosk
            font.pixelSize: screen.compact ? Theme.largeSize : Theme.titleSize
        }
        Item {
            Layout.fillHeight: true
        }
        LanguageChoice {
            Layout.fillWidth: true
            visible: screen.face.languages.length > 1
            face: screen.face
        }
        Caption {
            objectName: "worksOffline"
            Layout.fillWidth: true
            text: qsTr("Works without a network: what you type stays on this machine, until it is erased.")
            color: Theme.colors.muted
            font.pixelSize: Theme.smallSize
        }
    }
}
