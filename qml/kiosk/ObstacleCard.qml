// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Visit
import Peripheral.Style

/// Over the input, or in its place: what keeps the next question from being asked.
Rectangle {
    id: card

    required property Kiosk kiosk
    property bool compact: false ///< there is little room
    readonly property real margin: compact ? Theme.spaceXs : Theme.spaceM

    visible: words.text.length > 0
    implicitHeight: row.implicitHeight + 2 * margin
    radius: Theme.cardRadius
    color: Theme.colors.surface
    border.width: Theme.hairline
    border.color: Theme.colors.line

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceL
        spacing: Theme.spaceM

        Icon {
            icon: card.kiosk.obstacle === Kiosk.NoModel ? "warning" : "info"
            color: card.kiosk.obstacle === Kiosk.NoModel ? Theme.colors.warn : Theme.colors.accent
        }
        ObstacleText {
            id: words

            Layout.fillWidth: true
            kiosk: card.kiosk
            font.pixelSize: card.compact ? Theme.bodySize : Theme.largeSize
        }
    }
}
