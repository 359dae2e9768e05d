// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/laid_out_weights.h"
#include "cpu/layout/weight_plan.h"
#include "files/mapping.h"
#include "model/executor.h"
#include "model/loading.h"
#include "model/model_part.h"
#include "threads/thread_pool.h"

#include <plm/result.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>

namespace plm::cpu {

// Kept weights: a model's weights as they were laid out, in a file that is mapped the next time. All numbers
// are 64 bits, little-endian: magic, version, WeightSource (file.bytes, .modified, .changed, beginning, plan,
// bytes), XXH64 of these; zeros up to kKeptHeaderBytes; the weights as they lie in memory; XXH64 of each
// kKeptPieceBytes of them, the last piece being what is left; XXH64 of the header and these sums.

inline constexpr std::size_t kKeptHeaderBytes = 4096;
inline constexpr std::size_t kKeptPieceBytes = std::size_t{4} << 20;

/// What laid out weights are of, and how they lie. Kept ones are used where all of it is the same.
struct WeightSource {
    files::FileStamp file;       ///< the model's
    std::uint64_t beginning = 0; ///< XXH64 of what precedes its tensors' data
    std::uint64_t plan = 0;      ///< WeightPlan::fingerprint()
    std::uint64_t bytes = 0;     ///< WeightPlan::bytes()
};
[[nodiscard]] WeightSource sourceOf(const gguf::File& model, const WeightPlan& plan);

/// Bytes of the file in which so many bytes of weights are kept.
[[nodiscard]] std::uint64_t keptFileBytes(std::uint64_t weightBytes);

/// Reads the whole of `file` and returns an error where any of it is not as writeKept() left it, or not of
/// `source`: a sentence that says why `name` is not used; Cancelled where `loading` ends. The weights are
/// then from kKeptHeaderBytes on.
Status checkKept(std::span<const std::byte> file, const std::string& name, const WeightSource& source,
                 ThreadPool& pool, Loading& loading);

/// Writes `weights` to a file that appears at `path` when it is complete, for its owner's eyes only. It is
/// not forced onto the disk: what a power cut damages, the sums find. Fails with Io, or Cancelled.
Status writeKept(const std::filesystem::path& path, const WeightSource& source,
                 std::span<const std::byte> weights, const std::stop_token& stop);

/// The weights of `part` as the plan says: from how.kept where that is of `source` and sound, else laid out
/// from the model's file. Why a kept file is not used is told to how.log. Fails as
/// LaidOutWeights::layOut() does.
Result<LaidOutWeights> loadWeights(const ModelPart& part, const WeightPlan& plan, const WeightSource& source,
                                   const WeightLoading& how, ThreadPool& pool);

} // namespace plm::cpu
