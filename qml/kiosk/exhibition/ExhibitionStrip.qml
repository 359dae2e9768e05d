// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

/// The panel where there is no room for it: how fast it writes, and how much it leaves out. Pressed it unfolds.
PlainButton {
    id: strip

    required property Chat chat
    required property AnswerTelemetry telemetry
    readonly property string speed: (chat?.tokensPerSecond ?? 0) > 0 ? Format.decimal(chat.tokensPerSecond, 1) : "–"
    readonly property string silent: telemetry.activeShare === undefined ? "–" : Format.percent(1 - telemetry.activeShare)

    objectName: "exhibitionStrip"
    opacity: 1 // it tells the same where it cannot be unfolded
    implicitWidth: Theme.target + 2 * Theme.spaceL
    text: qsTr("See what the machine does")
    Accessible.description: qsTr("%1 words a second, %2 of the neurons silent").arg(speed).arg(silent)

    contentItem: ColumnLayout {
        spacing: Theme.spaceL

        Icon {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.spaceL
            icon: "gauge"
            size: Theme.iconSize
            color: Theme.colors.accent
        }
        Number {
            value: strip.speed
            label: qsTr("words a second")
        }
        Number {
            value: strip.silent
            label: qsTr("silent")
        }
        Item {
            Layout.fillHeight: true
        }
    }
    background: Rectangle {
        color: strip.down ? Theme.colors.raised : "transparent"
        FocusRing {
            anchors.margins: 0
            shown: strip.visualFocus
        }
    }

    component Number: ColumnLayout {
        id: number

        required property string value
        required property string label

        Layout.fillWidth: true
        spacing: 0

        Caption {
            Layout.fillWidth: true
            text: number.value
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.largeSize
            Accessible.ignored: true // the button says it
        }
        Caption {
            Layout.fillWidth: true
            text: number.label
            color: Theme.colors.muted
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.smallSize
            Accessible.ignored: true
        }
    }
}
