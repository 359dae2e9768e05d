// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace peripheral::cli {

// The user's folders, which the application uses, too. Empty where the user has none.

/// $XDG_CACHE_HOME/peripheral/`name`, which is ~/.cache/peripheral/`name` for most people.
std::filesystem::path cacheFolder(const char* name);

/// $XDG_DATA_HOME/peripheral, which is ~/.local/share/peripheral for most people.
std::filesystem::path dataFolder();

} // namespace peripheral::cli
