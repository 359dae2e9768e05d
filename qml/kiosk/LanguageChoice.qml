// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Visit
import Peripheral.Style

/// The languages, each as it calls itself.
Flow {
    id: choice

    required property KioskFace face

    spacing: Theme.spaceM
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Language")

    Repeater {
        model: choice.face.languages

        delegate: TextButton {
            required property string modelData
            required property int index
            readonly property bool chosen: choice.face.language === modelData

            objectName: "language_" + modelData
            text: choice.face.languageNames[index]
            glyph: chosen ? "check" : ""
            font.weight: chosen ? Font.DemiBold : Font.Normal
            font.pixelSize: Theme.largeSize
            checkable: false
            Accessible.role: Accessible.RadioButton
            Accessible.checkable: true
            Accessible.checked: chosen
            onClicked: choice.face.language = modelData
        }
    }
}
