// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// The cards of profiles, two beside each other where there is room.
GridLayout {
    id: grid

    required property ProfileCards cards

    columns: width >= Theme.scaled(600) && cards.count > 1 ? 2 : 1
    columnSpacing: Theme.spaceM
    rowSpacing: Theme.spaceM

    Repeater {
        model: grid.cards

        delegate: DeviceCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1 // all columns are as wide
        }
    }
}
