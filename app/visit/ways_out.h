// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace peripheral {

/// Whether a key, with these modifiers, could lead somebody out of a kiosk: to another program, to settings,
/// to a picture of the screen. Everything that nobody needs for writing a question is one.
[[nodiscard]] bool isWayOut(int key, Qt::KeyboardModifiers modifiers);

} // namespace peripheral
