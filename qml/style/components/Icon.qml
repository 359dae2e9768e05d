// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.impl
import Peripheral.Style

/// One of the line drawings of resources/icons, in a colour of the theme.
IconImage {
    property string icon ///< the file's name without its ending
    property int size: Theme.iconSize

    source: icon.length > 0 ? "qrc:/icons/" + icon + ".svg" : ""
    sourceSize.width: size
    sourceSize.height: size
    width: size
    height: size
    color: Theme.colors.text
}
