// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace plm {

struct MetadataEntry {
    std::string key;
    std::string type;  ///< GGUF's name of the type, e.g. "u32", "string", "array of string"
    std::string value; ///< arrays: "[151936 values] a, b, c, …"
};

struct TensorEntry {
    std::string name;
    std::string type;                      ///< e.g. "Q4_K"
    std::vector<std::uint64_t> dimensions; ///< as in the file: columns first
    std::uint64_t offset = 0;              ///< from the start of the tensor data
    std::uint64_t bytes = 0;
};

/// What stands in a GGUF file, as values, whatever its architecture.
struct ModelFile {
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::uint32_t version = 0;
    std::vector<MetadataEntry> metadata;
    std::vector<TensorEntry> tensors;

    /// Reads and checks the header of the file. Fails with NotFound, Io, BadFile, Unsupported or OutOfMemory;
    /// errors name the file and the key or tensor.
    static Result<ModelFile> read(const std::filesystem::path& path);
};

} // namespace plm
