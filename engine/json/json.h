// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace plm::json {

using Json = nlohmann::json;

/// What a JSON file may have at most. The largest in use, a tokenizer.json, has about 10 MB, 1.5 million
/// values and 6 levels; at these limits a tree takes less than half a gigabyte.
inline constexpr std::uint64_t kLargestJson = std::uint64_t{64} << 20;
inline constexpr std::size_t kMostValues = std::size_t{1} << 21;
inline constexpr std::size_t kDeepest = 32;

/// The tree of a JSON text. Refused are an object with one key twice (of which other readers silently take
/// one), strings that are not UTF-8, and what exceeds the limits, as soon as it does. Errors begin with
/// `file`.
Result<Json> parseJson(std::string_view text, std::string_view file);

/// `value` for a sentence: numbers, strings (at most 80 characters) and the like as they are, "an array", "an
/// object".
std::string describe(const Json& value);

} // namespace plm::json
