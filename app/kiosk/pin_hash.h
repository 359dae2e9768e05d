// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace peripheral::kiosk {

/// Why `hash` cannot be a PIN's: what does not look as libsodium writes an Argon2id hash
/// ("$argon2id$v=19$m=65536,t=3,p=1$…$…"), or asks for more than 256 MiB or 10 rounds, with which a file of
/// settings could hang the program. The second half of a sentence; empty: nothing is wrong.
[[nodiscard]] std::string faultOfPinHash(std::string_view hash);

} // namespace peripheral::kiosk
