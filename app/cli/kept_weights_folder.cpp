// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kept_weights_folder.h"

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

} // namespace

std::filesystem::path keptWeightsFolder() {
    std::filesystem::path caches = folderOf("XDG_CACHE_HOME");
    if (const auto home = folderOf("HOME"); caches.empty() && !home.empty())
        caches = home / ".cache";
    return caches.empty() ? caches : caches / "peripheral" / "weights";
}

} // namespace peripheral::cli
