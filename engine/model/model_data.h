// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"
#include "model/weights.h"

#include <plm/model.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace plm {

/// The key, a boolean, by which a file says that its weights are random (plm/synthesize.h).
inline constexpr std::string_view kSyntheticKey = "general.synthetic";

/// What a Model holds. The weights view the file.
struct ModelData {
    gguf::File file;
    ModelInfo info;
    Tokenizer tokenizer;
    ChatTemplate chatTemplate;
    Weights weights;
};

/// The bytes before the first tensor's data: metadata, vocabulary, names, shapes, types and places of the
/// tensors.
[[nodiscard]] std::span<const std::byte> beforeTensors(const gguf::File& file);

/// What a model is known by, wherever its file lies: the SHA-256, in 64 lower-case hexadecimal digits, of the
/// file's length, all that stands before its tensors' data, and samples from every tensor. Two models with
/// other weights, another vocabulary or other types have different ones; a few changed bytes between the
/// samples are not noticed. Reads the header and about 5,000 pages. Any thread.
[[nodiscard]] std::string modelIdentity(const gguf::File& file);

} // namespace plm
