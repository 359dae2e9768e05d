// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace peripheral::cli {

/// The objects of `results`, an array, as comma-separated values (RFC 4180) under a line of names:
/// llama-bench's in its order, then those that only this program has. An array of numbers becomes one value
/// with blanks between them, null becomes an empty one, and objects (`cost`, `memory`) are left to JSON.
std::string benchCsv(const nlohmann::json& results);

} // namespace peripheral::cli
