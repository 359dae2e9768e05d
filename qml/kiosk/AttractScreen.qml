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
    readonly property bool slim: width < height && width < Theme.scaled(440)
    /// As large as the room and the eyes want it.
    readonly property int inviting: Math.max(Theme.titleSize, Math.min(Theme.scaled(44), Math.round(height * (compact ? 0.09 : 0.11)), Math.round(width * 0.075)))
    readonly property int second: Math.max(Theme.largeSize, Math.round(inviting * 0.55))
    readonly property bool able: kiosk.obstacle !== Kiosk.NoModel && kiosk.obstacle !== Kiosk.Loading

    objectName: "attractScreen"

    MouseArea {
        objectName: "wholeScreen"
        anchors.fill: parent
        enabled: screen.able
        onClicked: screen.kiosk.begin()
        onDoubleClicked: screen.kiosk.begin() // soon after a touch there, before this screen was there again
    }
    // An operator may have more to say than there is room for.
    ScrollArea {
        id: area

        anchors.fill: parent
        contentHeight: Math.max(height, column.implicitHeight + 2 * column.margin)

        ColumnLayout {
            id: column

            readonly property int margin: screen.compact || screen.slim ? Theme.spaceL : 2 * Theme.spaceXl

            x: margin
            y: margin
            width: area.width - 2 * margin
            height: area.contentHeight - 2 * margin
            spacing: screen.compact ? Theme.spaceS : screen.slim ? Theme.spaceM : Theme.spaceXl

            GridLayout {
                Layout.fillWidth: true
                columns: screen.slim ? 1 : 2
                columnSpacing: Theme.spaceL
                rowSpacing: Theme.spaceS

                Image {
                    objectName: "operatorPicture"
                    Layout.preferredHeight: screen.compact || screen.slim ? Theme.target : Math.round(screen.height * 0.12)
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
                    font.pixelSize: Theme.largeSize
                }
            }
            Item {
                Layout.fillHeight: true
            }
            Caption {
                objectName: "invitation"
                Layout.fillWidth: true
                text: screen.face.message.length > 0 ? screen.face.message : qsTr("Ask a small language model")
                font.pixelSize: screen.inviting
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
            ExampleQuestion {
                Layout.fillWidth: true
                visible: screen.able && questions.length > 0
                questions: screen.face.suggestions
                font.pixelSize: screen.second
            }
            TextButton {
                objectName: "beginButton"
                Layout.topMargin: screen.compact || screen.slim ? 0 : Theme.spaceL
                Layout.preferredHeight: Math.max(Theme.target, Math.round(1.6 * screen.second) + Theme.spaceM)
                visible: screen.able
                primary: true
                leftPadding: 2 * Theme.spaceXl
                font.pixelSize: screen.second
                text: qsTr("Touch to begin")
                onClicked: screen.kiosk.begin()
            }
            ObstacleText {
                Layout.fillWidth: true
                visible: !screen.able
                kiosk: screen.kiosk
                font.pixelSize: screen.second
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
}
