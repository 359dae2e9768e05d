// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace peripheral {

/// The path of the local socket at which the window of this data folder is found: in
/// $XDG_RUNTIME_DIR/peripheral, or where there is no such folder of the user's own, in peripheral-UID in the
/// folder of temporary files. The folder is made, and is for this user's eyes only. Empty where none can be
/// had.
[[nodiscard]] QString handoverAddress(const QString& dataDir);

/// Whether the process at the other end of a connected local socket is this user's.
[[nodiscard]] bool isOwnPeer(qintptr socket);

} // namespace peripheral
