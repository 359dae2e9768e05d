// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Style

/// Plain text that can be selected and copied.
TextEdit {
    readOnly: true
    selectByMouse: !Theme.touch // a finger scrolls
    activeFocusOnPress: selectByMouse
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    color: Theme.colors.text
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.accentText
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
