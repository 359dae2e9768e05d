// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace plm::quant {

/// What people call a file's type: the format of most of its matrices, with better ones where it matters.
struct FileType {
    std::string_view name; ///< as llama.cpp spells it, e.g. "Q4_K_M"
    std::uint32_t number;  ///< value of the key general.file_type
    Type format;           ///< of most matrices
};

/// All file types whose formats this program reads.
std::span<const FileType> fileTypes();
/// The file type of that name, or null.
const FileType* findFileType(std::string_view name);

/// PLM's matrices, which llama.cpp treats differently. The embedding of a file without an output head is that
/// head too, and an Output.
enum class Part { Output, Embedding, Query, Latent, KeyValue, AttentionOutput, Up, Down };

/// Since 2025 llama.cpp gives attn_kv_b the format of a value matrix; the published PLM files are older.
enum class Mix { Published, Current };

struct MatrixPlace {
    Part part;
    int layer = 0;
    int layers = 1;
    std::uint64_t columns = 0;
};

/// The format that llama.cpp's quantisation (without an importance matrix) gives a matrix of a PLM file. Rows
/// that are no whole blocks of it get the formats that llama.cpp falls back to.
const Format& formatFor(const FileType& file, const MatrixPlace& matrix, Mix mix);

} // namespace plm::quant
