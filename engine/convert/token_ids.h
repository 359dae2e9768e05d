// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plm::conversion {

class ObjectReader;

/// The special tokens that config.json or generation_config.json names by their ids.
struct TokenIds {
    std::string file; ///< for sentences
    std::optional<std::uint64_t> beginOfSequence, padding;
    std::vector<std::uint64_t> ends; ///< any of them ends an answer; the most important one first
};

/// From `bos_token_id`, `eos_token_id` (one or a list) and `pad_token_id`; each may be missing.
TokenIds readTokenIds(ObjectReader& object);

/// The same from the text of generation_config.json. Errors begin with `file` and name the key.
Result<TokenIds> parseGenerationConfig(std::string_view json, std::string_view file);

} // namespace plm::conversion
