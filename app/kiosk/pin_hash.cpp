// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pin_hash.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace peripheral::kiosk {

namespace {

constexpr std::size_t kLongest = 127; // crypto_pwhash_STRBYTES, without the zero behind it
constexpr std::uint32_t kMostKibibytes = 256 * 1024;
constexpr std::uint32_t kMostRounds = 10;

bool skip(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected))
        return false;
    text.remove_prefix(expected.size());
    return true;
}

std::optional<std::uint32_t> number(std::string_view& text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

/// Two parts in base 64, without its filling, and a "$" between them.
bool areSaltAndSum(std::string_view text) {
    constexpr std::size_t kShortest = 10;
    const auto isDigit = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
               c == '/';
    };
    const auto between = text.find('$');
    if (between == std::string_view::npos)
        return false;
    const auto salt = text.substr(0, between);
    const auto sum = text.substr(between + 1);
    return salt.size() >= kShortest && sum.size() >= kShortest && std::ranges::all_of(salt, isDigit) &&
           std::ranges::all_of(sum, isDigit);
}

} // namespace

std::string faultOfPinHash(std::string_view hash) {
    const std::string isNone = "is no hash as `peripheral --hash-pin` writes it";
    if (hash.size() > kLongest || !skip(hash, "$argon2id$v=19$m="))
        return isNone;
    const auto kibibytes = number(hash);
    if (!kibibytes || !skip(hash, ",t="))
        return isNone;
    const auto rounds = number(hash);
    if (!rounds || !skip(hash, ",p=1$") || !areSaltAndSum(hash))
        return isNone;
    if (*kibibytes > kMostKibibytes || *rounds > kMostRounds)
        return "takes more memory or time to check than 256 MiB and 10 rounds; `peripheral --hash-pin` "
               "writes one "
               "that does not";
    return {};
}

} // namespace peripheral::kiosk
