// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace peripheral::kiosk_exit {

/// With what a kiosk's process ends. The unit starts it again whatever that is (Restart=always), but for
/// kLeft, which its RestartPreventExitStatus= names.
inline constexpr int kLeft = 77; ///< the operator has left the kiosk
/// The operator wants it to start anew, or something of a visitor could not be erased.
inline constexpr int kStartAnew = 78;

} // namespace peripheral::kiosk_exit
