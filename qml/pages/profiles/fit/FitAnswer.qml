// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// What was found, in sentences.
ColumnLayout {
    id: answer

    required property FitCheck check

    spacing: Theme.spaceS

    MarkedLine {
        objectName: "fitVerdict"
        Layout.fillWidth: true
        glyph: answer.check.fits ? "check" : "warning"
        tint: answer.check.fits ? Theme.colors.good : Theme.colors.warn
        text: answer.check.verdict
        font.weight: Font.DemiBold
    }
    Caption {
        objectName: "fitLongest"
        Layout.fillWidth: true
        visible: text.length > 0
        text: answer.check.longestContext
    }
    Caption {
        objectName: "fitLimit"
        Layout.fillWidth: true
        visible: text.length > 0
        text: answer.check.limit
    }
    Caption {
        objectName: "fitByBandwidth"
        Layout.fillWidth: true
        visible: answer.check.byBandwidthAlone
        color: Theme.colors.muted
        lineHeight: 1.3
        text: qsTr("No speeds by part were measured, so that writing is told as what the bandwidth alone allows at most, and reading is not known. Measure this device in the view “Profiles” for more.")
    }
}
