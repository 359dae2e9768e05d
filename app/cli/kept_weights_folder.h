// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace peripheral::cli {

/// $XDG_CACHE_HOME/peripheral/weights, which is ~/.cache/peripheral/weights for most people; empty where the
/// user has neither. The application uses the same.
std::filesystem::path keptWeightsFolder();

} // namespace peripheral::cli
