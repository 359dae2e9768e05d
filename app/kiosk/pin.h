// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace peripheral::kiosk {

/// The hash of a PIN of 4 to 12 digits, for `pin-hash` of the file of settings: Argon2id with 64 MiB and
/// three rounds, about a second on a Raspberry Pi; or a sentence. Any thread; it takes as long as that says.
[[nodiscard]] tl::expected<std::string, std::string> hashPin(std::string_view pin);

/// Whether `pin` is the one that `hash` was made of. Never for a hash that faultOfPinHash() finds fault with.
/// Any thread; as slow as hashPin(), whatever the answer.
[[nodiscard]] bool verifyPin(std::string_view hash, std::string_view pin);

/// Overwrites what `pin` holds, and empties it.
void wipe(std::string& pin);

} // namespace peripheral::kiosk
