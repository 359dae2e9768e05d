// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import Peripheral.Visit
import Peripheral.Style

/// Reads the last answer aloud, and ends that. Not there where nothing can be read.
TextButton {
    id: button

    required property ReadAloud readAloud ///< may be null
    property bool wanted: true ///< there is room for it
    readonly property bool speaking: readAloud?.speaking ?? false

    objectName: "readAloudButton"
    visible: wanted && (readAloud?.available ?? false)
    quiet: true
    glyph: speaking ? "stop" : "speak"
    text: speaking ? qsTr("Stop reading") : qsTr("Read aloud")
    onClicked: speaking ? readAloud.stop() : readAloud.read()
}
