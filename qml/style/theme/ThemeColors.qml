// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// One set of colours. Every text colour keeps WCAG AA on ground, surface and raised (tests/qml/theme_test.cpp).
QtObject {
    required property color ground  ///< the window
    required property color surface ///< cards, input, panels
    required property color raised  ///< the user's message, hover, code
    required property color line    ///< hairlines
    required property color text
    required property color muted    ///< secondary text
    required property color accent   ///< the one accent: focus, primary action, links, what is active
    required property color accentText ///< text on the accent
    required property color good
    required property color warn
    required property color bad
}
