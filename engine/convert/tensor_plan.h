// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/weight_files.h"
#include "model/tensor_table.h"
#include "quant/format.h"

#include <plm/result.h>

#include <filesystem>
#include <string>
#include <vector>

namespace plm::conversion {

/// A tensor of the GGUF file and where its numbers come from.
struct PlannedTensor {
    std::string name;
    std::vector<std::uint64_t> dimensions; ///< columns first
    const quant::Format* from;             ///< F32, F16 or BF16
    const quant::Format* to;               ///< the same, but F32 for norms
    const StoredWeight* source;
};

/// Finds each tensor of `wanted` in `files`; nothing is split, turned or permuted on the way. A tensor that
/// is missing, of another shape or of another type, or that no PLM has, is an error that names it, and its
/// file or `folder`. Where `wanted` has no head, the files may hold one that is the embedding's copy, byte by
/// byte; it is left out.
Result<std::vector<PlannedTensor>> planTensors(const std::vector<TensorSpec>& wanted,
                                               const WeightFiles& files, const std::filesystem::path& folder);

} // namespace plm::conversion
