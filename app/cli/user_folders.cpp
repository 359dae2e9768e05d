// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "user_folders.h"

#include <cstdlib>

namespace peripheral::cli {

namespace {

/// The path that the environment's variable has; empty where that is none, or relative, which the
/// specification of these folders forbids.
std::filesystem::path folderOf(const char* variable) {
    const char* value = std::getenv(variable);
    const std::filesystem::path folder = value != nullptr ? value : "";
    return folder.is_absolute() ? folder : std::filesystem::path();
}

/// That of the variable, else `usual` in the user's home; in it `name`.
std::filesystem::path folderIn(const char* variable, const char* usual, const std::filesystem::path& name) {
    std::filesystem::path folder = folderOf(variable);
    if (const auto home = folderOf("HOME"); folder.empty() && !home.empty())
        folder = home / usual;
    return folder.empty() ? folder : folder / name;
}

} // namespace

std::filesystem::path cacheFolder(const char* name) {
    return folderIn("XDG_CACHE_HOME", ".cache", std::filesystem::path("peripheral") / name);
}

std::filesystem::path dataFolder() {
    return folderIn("XDG_DATA_HOME", ".local/share", "peripheral");
}

} // namespace peripheral::cli
