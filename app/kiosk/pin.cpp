// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pin.h"

#include "kiosk/pin_hash.h"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace peripheral::kiosk {

namespace {

constexpr std::size_t kFewestDigits = 4;
constexpr std::size_t kMostDigits = 12;
// What a Raspberry Pi with 2 GB has to spare beside a model, for a second.
constexpr std::size_t kMemory = std::size_t{64} * 1024 * 1024;
constexpr unsigned long long kRounds = 3;

bool isPin(std::string_view pin) {
    return pin.size() >= kFewestDigits && pin.size() <= kMostDigits &&
           std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

tl::expected<std::string, std::string> hashPin(std::string_view pin) {
    if (!isPin(pin))
        return tl::unexpected(std::string("A PIN has 4 to 12 digits, and nothing else."));
    std::array<char, crypto_pwhash_argon2id_STRBYTES> hash{};
    if (sodium_init() < 0 ||
        crypto_pwhash_argon2id_str(hash.data(), pin.data(), pin.size(), kRounds, kMemory) != 0)
        return tl::unexpected(std::string("The PIN cannot be hashed: that takes 64 MiB of memory."));
    return std::string(hash.data());
}

bool verifyPin(std::string_view hash, std::string_view pin) {
    if (!isPin(pin) || !faultOfPinHash(hash).empty() || sodium_init() < 0)
        return false;
    const std::string ended(hash);
    return crypto_pwhash_argon2id_str_verify(ended.c_str(), pin.data(), pin.size()) == 0;
}

void wipe(std::string& pin) {
    pin.resize(pin.capacity()); // what was longer once is still behind it
    sodium_memzero(pin.data(), pin.size());
    pin.clear();
}

} // namespace peripheral::kiosk
