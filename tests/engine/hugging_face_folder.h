// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace plm::test {

using Json = nlohmann::json;

/// A tensor of a safetensors file.
struct TensorBytes {
    std::string type;
    std::vector<std::uint64_t> shape; // rows first
    std::string bytes;
};

/// What a Hugging Face folder of PLM holds, to be changed by tests before it is written.
struct HuggingFaceFolder {
    Json config, tokenizer, tokenizerConfig, generationConfig; ///< null ones are not written
    std::map<std::string, TensorBytes> tensors;

    /// Writes everything, the tensors into model.safetensors.
    void write(const std::filesystem::path& folder) const;
    /// The same, with the tensors in `count` files and their index.
    void writeShards(const std::filesystem::path& folder, std::size_t count) const;
};

/// The shape of the small folder: 2 layers, 3 heads, no two widths the same.
HyperParameters smallShape();

/// A folder of that shape with smallVocabulary(): matrices of `type`, all values different, and norms in
/// bfloat16.
HuggingFaceFolder smallFolder(const std::string& type = "BF16");

/// The text of a tokenizer.json of smallVocabulary().
Json smallTokenizer();

/// A safetensors file of these bytes.
std::string safetensorsOf(const std::map<std::string, TensorBytes>& tensors);

void writeBytes(const std::filesystem::path& path, const std::string& bytes);

} // namespace plm::test
