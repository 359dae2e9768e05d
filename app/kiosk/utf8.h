// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace peripheral::kiosk {

/// A character of a text in UTF-8, and how many bytes it has there.
struct Character {
    std::int32_t code = 0;
    std::size_t bytes = 1;
    bool valid = true; ///< else: one byte that begins no character
};

/// The first character of `text`, which is not empty.
[[nodiscard]] Character firstCharacter(std::string_view text);

/// How many characters (code points) a text has; nothing where it is not UTF-8.
[[nodiscard]] std::optional<std::size_t> countCharacters(std::string_view text);

/// Whether it moves a terminal's cursor or does worse: C0, DEL and C1.
[[nodiscard]] bool isControl(std::int32_t code);

} // namespace peripheral::kiosk
