// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QQmlEngine;

namespace peripheral {

/// Lets go of what Qt keeps of a visit when its objects are gone: the clipboard, what an input method
/// composes, and values of scripts. GUI thread.
void eraseInterface(QQmlEngine& qml);

} // namespace peripheral
