// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace plm::test {

/// A folder of the golden data, which lies in $PERIPHERAL_SHARED or beside the sources; nothing where it does
/// not.
inline std::optional<std::filesystem::path> goldenFolder(const char* name) {
    const char* given = std::getenv("PERIPHERAL_SHARED");
    const std::filesystem::path shared = given != nullptr
                                             ? std::filesystem::path(given)
                                             : std::filesystem::path(PERIPHERAL_SOURCE_DIR) / "../shared";
    const std::filesystem::path folder = shared / name;
    return std::filesystem::is_directory(folder) ? std::optional(folder) : std::nullopt;
}

} // namespace plm::test
