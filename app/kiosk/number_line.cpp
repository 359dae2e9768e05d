// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/number_line.h"

#include <charconv>
#include <cstddef>
#include <system_error>

namespace peripheral::kiosk {

std::optional<std::int64_t> takeNumberLine(std::string_view& text, std::string_view begin) {
    if (!text.starts_with(begin))
        return std::nullopt;
    std::int64_t number = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data() + begin.size(), last, number);
    if (error != std::errc() || end == last || *end != '\n')
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    return number;
}

} // namespace peripheral::kiosk
