// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/shown.h"

#include "kiosk/log_line.h"

#include <fmt/format.h>

namespace peripheral::kiosk {

std::string inQuotes(std::string_view bytes) {
    constexpr std::size_t kMostCharacters = 100;
    return fmt::format("“{}”", asOneLine(bytes, kMostCharacters));
}

std::string shownName(const std::filesystem::path& path) {
    return asOneLine(path.native(), path.native().size());
}

std::string nameInQuotes(const std::filesystem::path& path) {
    return fmt::format("“{}”", shownName(path));
}

} // namespace peripheral::kiosk
