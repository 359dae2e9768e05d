// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// How full the context is: a ring and the numbers.
Row {
    id: gauge

    required property int used
    required property int length
    readonly property real share: length > 0 ? Math.min(1, used / length) : 0
    readonly property color tint: share > 0.9 ? Theme.colors.bad : share > 0.75 ? Theme.colors.warn : Theme.colors.accent

    objectName: "contextGauge"
    visible: length > 0
    spacing: Theme.spaceXs
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("%1 of %2 tokens of the context used").arg(Format.count(used)).arg(Format.count(length))

    Text {
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("%1 / %2").arg(Format.count(gauge.used)).arg(Format.count(gauge.length))
        color: gauge.share > 0.9 ? Theme.colors.bad : Theme.colors.muted
        font.family: Theme.family
        font.pixelSize: Theme.smallSize
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    Canvas {
        id: ring

        anchors.verticalCenter: parent.verticalCenter
        width: Theme.smallIconSize
        height: width
        onPaint: {
            const context = getContext("2d");
            const radius = width / 2 - 1.5;
            context.reset();
            context.lineWidth = 2.5;
            drawArc(context, radius, 1, Theme.colors.line);
            if (gauge.share > 0)
                drawArc(context, radius, Math.max(gauge.share, 0.02), gauge.tint);
        }

        readonly property string look: Math.round(gauge.share * 100) + " " + gauge.tint + " " + Theme.colors.line

        onLookChanged: requestPaint()

        function drawArc(context: var, radius: real, share: real, colour: color): void {
            context.beginPath();
            context.strokeStyle = colour;
            context.arc(width / 2, height / 2, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * share);
            context.stroke();
        }
    }
}
