// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// Has its delegate only while it is needed. (A Loader of Qt 6.4 cannot create what binds to ids outside of it.)
Repeater {
    property bool needed: false

    model: needed ? 1 : 0
}
