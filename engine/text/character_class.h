// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace plm::text {

/// The classes that Qwen2's pattern tells apart: \p{L}, \p{N}, \s with and without line ends, and the rest.
enum class CharacterClass : std::uint8_t { Letter, Number, Space, LineEnd, Other };

[[nodiscard]] CharacterClass classOf(char32_t codePoint);

} // namespace plm::text
