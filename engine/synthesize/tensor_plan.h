// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/file_type.h"
#include "synthesize/random.h"

#include <plm/model.h>
#include <plm/result.h>
#include <plm/synthesize.h>

#include <cstdint>
#include <string>
#include <vector>

namespace plm::synthesis {

/// Whether there can be a file of these options. Errors are of the kind BadArgument and begin with the name
/// of the value at fault.
Status checkShape(const SynthesisOptions& options, const quant::FileType& type);

/// One tensor and how its numbers are drawn.
struct TensorPlan {
    std::string name;
    const quant::Format* format;
    std::vector<std::uint64_t> dimensions; ///< columns first
    float magnitude;                       ///< standard deviation of a matrix, mean size of a vector
    bool hasSigns = false;                 ///< vectors: numbers of both signs
    int zeroRows = 0;                      ///< so many first rows are zero
    int constantColumns = 0;               ///< so many first columns of each row are constant
    std::vector<float> constants{};        ///< their value: by row, or one for all
};

/// All tensors of a PLM file, in the file's order. `options` are some that checkShape() accepts.
std::vector<TensorPlan> planTensors(const SynthesisOptions& options, const quant::FileType& type,
                                    Random& random);

/// First columns of the residual stream that hold a constant: whole blocks in the embedding and in ffn_up,
/// half of the columns at most in a shape that checkShape() accepts.
int constantColumns(const SynthesisOptions& options, const quant::FileType& type);

} // namespace plm::synthesis
