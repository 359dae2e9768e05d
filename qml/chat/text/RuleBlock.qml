// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

Item {
    required property BlockView view

    implicitHeight: Theme.spaceM

    Hairline {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
    }
}
