// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "size_text.h"

#include <fmt/format.h>

namespace peripheral::cli {

std::string sizeText(std::uint64_t bytes) {
    const auto size = static_cast<double>(bytes);
    return size < 1e6 ? fmt::format("{:.1f} kB", size / 1e3) : fmt::format("{:.1f} MB", size / 1e6);
}

} // namespace peripheral::cli
