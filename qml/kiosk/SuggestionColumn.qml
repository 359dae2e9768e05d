// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Visit
import Peripheral.Style

/// Before the first question: some to press.
ScrollArea {
    id: column

    required property Kiosk kiosk
    required property KioskFace face
    readonly property bool compact: height < Theme.scaled(260)

    signal suggested(index: int)

    objectName: "suggestionColumn"
    contentHeight: Math.max(height, buttons.implicitHeight + 2 * buttons.least)

    ColumnLayout {
        id: buttons

        readonly property int least: column.compact ? Theme.spaceS : Theme.spaceL ///< above and below

        width: Math.min(column.width - 2 * Theme.spaceL, Theme.scaled(560))
        x: (column.width - width) / 2
        y: Math.max(least, (column.height - implicitHeight) * 0.42)
        spacing: column.compact ? Theme.spaceS : Theme.spaceM

        Caption {
            Layout.fillWidth: true
            text: qsTr("Ask something, or touch a question:")
            font.pixelSize: column.compact ? Theme.largeSize : Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        Repeater {
            model: column.face.suggestions

            delegate: TallButton {
                required property string modelData
                required property int index

                objectName: "suggestion" + index
                Layout.fillWidth: true
                enabled: column.kiosk.obstacle === Kiosk.None
                text: modelData
                onClicked: column.suggested(index)
            }
        }
    }
}
