// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace peripheral::kiosk {

/// `text` as one line of at most `mostCharacters`, with "…" at its end where it was cut. Control characters,
/// line and paragraph separators, and bytes that are no UTF-8 are escaped.
[[nodiscard]] std::string asOneLine(std::string_view text, std::size_t mostCharacters);

/// "2026-11-30T12:00:00Z"
[[nodiscard]] std::string timestamp(std::chrono::system_clock::time_point time);

} // namespace peripheral::kiosk
