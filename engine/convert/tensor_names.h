// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model.h>

#include <cstdint>
#include <string>
#include <vector>

namespace plm::conversion {

/// A tensor by its names in both worlds. Nothing is split, turned or permuted on the way.
struct TensorNames {
    std::string source;               ///< in safetensors, "model.layers.0.self_attn.q_proj.weight"
    std::string target;               ///< in GGUF, "blk.0.attn_q.weight"
    std::vector<std::uint64_t> shape; ///< rows × columns of a matrix, or the length of a norm
};

/// All tensors of a PLM of that shape, in the order of the GGUF file.
std::vector<TensorNames> tensorNames(const HyperParameters& hyper, bool isTied);

} // namespace plm::conversion
