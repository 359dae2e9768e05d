// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// A number to be entered, under its name.
Column {
    id: group

    required property string label
    required property double value
    property double least: 0
    property double most: 1e9
    property int digits: 2 ///< behind the point, at most

    signal entered(number: double)

    spacing: Theme.spaceXs

    /// Without zeros at its end.
    function written(number: double): string {
        return Number(Number(number).toFixed(group.digits)).toLocaleString(Qt.locale(), "g", 10);
    }

    Caption {
        text: group.label
        font.pixelSize: Theme.smallSize
        color: Theme.colors.muted
        Accessible.ignored: true
    }
    LineField {
        id: field

        objectName: group.objectName + "Field"
        width: Theme.scaled(120)
        text: group.written(group.value)
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        Accessible.name: group.label
        validator: DoubleValidator {
            bottom: group.least
            top: group.most
            decimals: group.digits
            notation: DoubleValidator.StandardNotation
        }
        frame: !acceptableInput ? Theme.colors.bad : activeFocus ? Theme.colors.accent : Theme.colors.line
        onTextEdited: if (acceptableInput)
            group.entered(Number.fromLocaleString(Qt.locale(), text))
        onActiveFocusChanged: if (!activeFocus)
            text = Qt.binding(() => group.written(group.value)) // what it was taken for
    }
}
