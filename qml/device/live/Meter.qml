// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// A value beside others of its kind, or against its limit, as a bar.
Column {
    id: meter

    required property string label
    required property string value
    required property real share ///< of the limit, 0 to 1
    property string valueName ///< objectName of the value's text

    width: parent !== null ? parent.width : 0
    spacing: Theme.spaceXs

    FactLine {
        label: meter.label
        valueName: meter.valueName
        value: meter.value
    }
    ProgressLine {
        width: parent.width
        implicitHeight: Theme.spaceS
        visible: meter.value.length > 0
        value: meter.share
        name: meter.label
    }
}
