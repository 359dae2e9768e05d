// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import Peripheral.Keyboard

/// What Qt's keyboard looks for by this name: the style "peripheral".
KeyboardLook {}
