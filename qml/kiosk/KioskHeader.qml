// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Style

/// Over the chat: whose kiosk it is, and the one way out of the visit.
Rectangle {
    id: header

    required property string title
    property bool compact: false

    signal finishRequested

    implicitHeight: row.implicitHeight + 2 * row.anchors.margins
    color: Theme.colors.surface

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: header.compact ? Theme.spaceXs : Theme.spaceS
        anchors.leftMargin: Theme.spaceL
        spacing: Theme.spaceM

        Caption {
            objectName: "chatTitle"
            Layout.fillWidth: true
            opacity: header.width < Theme.scaled(340) ? 0 : 1 // a few letters of it say nothing
            text: header.title
            color: Theme.colors.muted
            maximumLineCount: header.compact ? 1 : 2
            wrapMode: Text.WordWrap
            elide: Text.ElideRight
        }
        TextButton {
            objectName: "finishButton"
            glyph: "delete"
            font.weight: Font.DemiBold
            text: qsTr("Finish and erase")
            onClicked: header.finishRequested()
        }
    }
    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
