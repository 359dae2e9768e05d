// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace peripheral::kiosk {

/// What `peripheral --hash-pin` does: reads a PIN from standard input, from a terminal twice and without
/// showing it, else one line, and writes its hash to standard output; sentences go to standard error. Gives
/// the exit status, 0 or 1. To be called while signals still end the process: a terminal is left as it was.
[[nodiscard]] int hashPinCommand();

} // namespace peripheral::kiosk
