// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/model.h"
#include "plm/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

/// The hyper-parameters of PLM-1.8B.
[[nodiscard]] HyperParameters plm18B();

struct SynthesisOptions {
    HyperParameters shape = plm18B();
    std::string type = "Q8_0"; ///< one of synthesisTypes()
    double sparsity = 0.9;     ///< share of feed-forward neurons that are zero for a token; 0.01 to 0.999
    std::uint64_t seed = 1;    ///< the same options give the same bytes
    /// By the name of a matrix, e.g. "blk.0.ffn_down.weight": its block format in place of the type's, e.g.
    /// "Q6_K". Names that the file has not are passed over.
    std::map<std::string, std::string> formats{};
    std::filesystem::path vocabulary; ///< a GGUF file whose tokenizer is taken; empty: one token a byte, and
                                      ///< padding
};

/// Types of files as llama.cpp names them, e.g. "Q8_0" and "Q4_K_M".
[[nodiscard]] std::vector<std::string_view> synthesisTypes();

/// Writes a PLM file of random weights, to measure what a device does without a download. Its answers are
/// noise, but it costs what a real file of its shape and type does: about the wanted share of its neurons is
/// zero for any one token, a few fire often and most rarely, and activations keep their size from layer to
/// layer. Needs little memory. The file appears under its name when it is complete.
///
/// Errors of the kind BadArgument begin with the name of the value at fault ("heads", "feed-forward", …).
/// Any thread; `progress` is called on it.
///
/// The file says that it is synthetic: ModelInfo::synthetic.
Status synthesize(const std::filesystem::path& path, const SynthesisOptions& options,
                  const LoadProgress& progress = {}, std::stop_token stop = {});

/// Bytes that the tensors of such a file take. Fails with BadArgument as synthesize() does. Any thread.
[[nodiscard]] Result<std::uint64_t> synthesisBytes(const SynthesisOptions& options);

} // namespace plm
