// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// Asks over everything whether the visitor is still there. Whatever is touched is kept from what lies under it.
Rectangle {
    id: layer

    required property int secondsLeft
    required property real share ///< of the time that is left, 1 to 0
    readonly property bool compact: height < Theme.scaled(360)

    signal stayed

    objectName: "countdownLayer"
    color: Theme.colors.ground
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onWheel: wheel => wheel.accepted = true
        onClicked: layer.stayed()
    }
    GridLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spaceXl, Theme.textWidth)
        columns: layer.compact ? 2 : 1
        columnSpacing: Theme.spaceXl
        rowSpacing: Theme.spaceXl

        CountdownRing {
            Layout.alignment: Qt.AlignCenter
            implicitWidth: Theme.scaled(layer.compact ? 90 : 140)
            implicitHeight: implicitWidth
            share: layer.share
            seconds: layer.secondsLeft
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXl

            Caption {
                id: words

                objectName: "countdownText"
                Layout.fillWidth: true
                horizontalAlignment: layer.compact ? Text.AlignLeft : Text.AlignHCenter
                text: qsTr("Still there? Erasing in %1 s").arg(Format.count(layer.secondsLeft))
                font.pixelSize: layer.compact ? Theme.titleSize : Theme.displaySize
                font.weight: Font.DemiBold
            }
            TextButton {
                objectName: "stayButton"
                Layout.alignment: layer.compact ? Qt.AlignLeft : Qt.AlignHCenter
                Layout.preferredHeight: Math.max(Theme.scaled(64), Theme.target)
                primary: true
                leftPadding: 2 * Theme.spaceXl
                font.pixelSize: Theme.largeSize
                text: qsTr("I am still here")
                onClicked: layer.stayed()
            }
        }
    }
}
