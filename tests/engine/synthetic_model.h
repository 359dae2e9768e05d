// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"

#include <plm/result.h>

#include <cstdint>
#include <filesystem>

namespace plm::gguf {
class Contents;
}

namespace plm::test {

/// The shape of a small PLM file; the defaults load in no time. Letters as in docs/architecture.md.
struct SyntheticShape {
    std::uint32_t layers = 2;
    std::uint32_t embedding = 64;       ///< D
    std::uint32_t feedForward = 96;     ///< F
    std::uint32_t heads = 2;            ///< H
    std::uint32_t latentRank = 32;      ///< r
    std::uint32_t noPositionWidth = 16; ///< n
    std::uint32_t rotaryWidth = 8;      ///< p
    std::uint32_t valueWidth = 16;      ///< v
    std::uint32_t contextLength = 256;
    float rotaryBase = 10000.0F;
    float normEpsilon = 1e-6F;
    quant::Type type =
        quant::Type::F32;   ///< of the matrices, which is to fit their columns; norms are always F32
    std::uint64_t seed = 1; ///< the same seed and shape give the same bytes
};

/// Tokens of a synthetic model: one a byte (the id is the byte), then the three special ones.
inline constexpr std::uint32_t kSyntheticVocabulary = 259;
inline constexpr std::int32_t kEndOfText = 256;   ///< <|endoftext|>
inline constexpr std::int32_t kStartOfTurn = 257; ///< <|im_start|>
inline constexpr std::int32_t kEndOfTurn = 258;   ///< <|im_end|>, the end-of-sequence token of the file

/// Writes a sound PLM file of random weights to `path`. Its answers are noise, but all the engine's paths
/// run.
Status writeSyntheticModel(const std::filesystem::path& path, const SyntheticShape& shape = {});

// Pieces of it, for tests that write files which lack or change something.

/// Adds `general.*` and `plm.*`.
void addSyntheticHyperParameters(gguf::Contents& contents, const SyntheticShape& shape);
/// Adds `tokenizer.*`.
void addSyntheticVocabulary(gguf::Contents& contents);

} // namespace plm::test
