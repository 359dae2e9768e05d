// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Style

/// Fills its parent with the page of an entry, or with its panel, for as long as there is an entry.
Repeater {
    id: place

    required property PageContext context
    property PageEntry entry: null
    property bool asPanel: false

    model: entry === null ? [] : [entry]
    delegate: Loader {
        required property PageEntry modelData

        anchors.fill: parent
        Component.onCompleted: setSource(place.asPanel ? modelData.panel : modelData.source, {
            context: place.context,
            entry: modelData
        })
    }
}
