// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model_file.h>

#include <span>

namespace peripheral::cli {

/// Bytes of weights that writing one token needs: an estimate from the file and the neurons that were above
/// zero (`activeByLayer`, shares from 0 to 1; empty where none are skipped). All weights count once; of
/// ffn_down only the codes of active neurons, and the scales of groups that hold one.
double weightBytesPerToken(const plm::ModelFile& file, std::span<const float> activeByLayer);

/// Bytes of all tensors.
std::uint64_t tensorBytes(const plm::ModelFile& file);

} // namespace peripheral::cli
