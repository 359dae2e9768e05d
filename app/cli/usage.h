// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/App.hpp>
#include <string>

namespace peripheral::cli {

/// Gives `app` its usage line, which is shown in its help and beside complaints. Commands that are added
/// afterwards show theirs in the same way.
void setUsage(CLI::App& app, std::string line);
[[nodiscard]] std::string usageOf(const CLI::App& app);

} // namespace peripheral::cli
