// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace peripheral::kiosk {

/// Takes the first line of `text`, if it is `begin` and right behind that a number and nothing else.
/// Otherwise there is none, and `text` stays as it is: the small files that this program writes for itself
/// are read as they were written, or not at all.
[[nodiscard]] std::optional<std::int64_t> takeNumberLine(std::string_view& text, std::string_view begin);

} // namespace peripheral::kiosk
