// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Visit
import Peripheral.Style

/// The visit is over: that what was said is being erased, and that it was.
Item {
    id: screen

    required property Kiosk kiosk
    required property KioskFace face
    readonly property bool erased: kiosk.stage === KioskStage.Erased

    objectName: "erasedScreen"

    ColumnLayout {
        anchors.centerIn: parent
        width: parent.width - 4 * Theme.spaceXl
        spacing: Theme.spaceXl

        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            implicitWidth: Theme.scaled(72)
            implicitHeight: width
            radius: width / 2
            color: "transparent"
            border.width: 2 * Theme.focusWidth
            border.color: screen.erased ? Theme.colors.good : Theme.colors.line

            Icon {
                objectName: "erasedMark"
                anchors.centerIn: parent
                visible: screen.erased
                icon: "check"
                size: parent.width / 2
                color: Theme.colors.good
            }
            /// Goes round quietly; where less motion is asked for, it stands.
            Item {
                anchors.fill: parent
                visible: !screen.erased

                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: -Theme.focusWidth
                    width: 4 * Theme.focusWidth
                    height: width
                    radius: width / 2
                    color: Theme.colors.accent
                }
                RotationAnimation on rotation {
                    running: !screen.erased && !Theme.reducedMotion
                    from: 0
                    to: 360
                    duration: 1600
                    loops: Animation.Infinite
                }
            }
        }
        Caption {
            objectName: "erasedText"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: screen.erased ? qsTr("Erased.") : qsTr("Erasing…")
            font.pixelSize: Theme.displaySize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }
    }
}
