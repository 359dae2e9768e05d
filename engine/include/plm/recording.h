// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/counters.h"
#include "plm/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

/// A recorded stream: the pieces of an answer and how long each took to come. JSON:
/// {"model": "name", "context": 4096, "prompt_tokens": 40, "prompt_seconds": 0.5, "tokens_per_second": 200,
///  "active_by_layer": [0.1, …], "weight_bytes": [640, …], "part_seconds": [0.001, …],
///  "cache_bytes_per_token": 2304, "pieces": ["The", " fox", …]}
/// Only "pieces" must be there; keys that are not named here are passed over.
struct Recording {
    std::string modelName = "Recording";
    int contextLength = 4096;
    int promptTokens = 0;
    double promptSeconds = 0;
    double tokensPerSecond = 0; ///< 0: no pause between pieces
    std::vector<float> activeByLayer;
    /// What a token costs, by part, had no neuron been skipped; and the latent cache of each token before it.
    std::array<std::uint64_t, kParts> weightBytes{};
    std::array<double, kParts> partSeconds{};
    std::uint64_t cacheBytesPerToken = 0;
    std::vector<std::string> pieces; ///< UTF-8, one a token

    /// Fails with NotFound, Io, BadFile or OutOfMemory; errors name the file, and the key at fault. Files of
    /// more than 64 MiB are refused.
    static Result<Recording> read(const std::filesystem::path& path);
    /// The same from text: BadFile and OutOfMemory. `name` is what errors call it.
    static Result<Recording> parse(std::string_view json, std::string_view name);
};

} // namespace plm
