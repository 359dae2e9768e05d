// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/loading.h"
#include "model/weights.h"

#include <plm/result.h>

#include <cstdint>
#include <span>
#include <vector>

namespace plm {

// A weight that is a NaN or an infinity makes an answer wrong in ways that need not show: an activation
// function may swallow it, and rounding to 8 bits turns it into some number. So files that hold one are
// refused, before they are used.

/// Whether all of `values` are numbers: no NaN and no infinity.
[[nodiscard]] bool areNumbers(std::span<const float> values);

/// The same of a matrix, whatever its format.
[[nodiscard]] bool holdsNumbers(const Matrix& matrix);

/// Every matrix of the weights, once.
[[nodiscard]] std::vector<const Matrix*> matricesOf(const Weights& weights);

/// As they lie in the file.
[[nodiscard]] std::uint64_t bytesOf(std::span<const Matrix* const> matrices);

/// Reads matrices of `file` once, so that the first answer does not wait for the disk, and checks them on the
/// way; nothing where they do not fit into half of the machine's memory: reading ahead more than stays there
/// would only push out what was read before. Fails with BadFile, naming the tensor, and with Cancelled.
Status readChecked(const gguf::File& file, std::span<const Matrix* const> matrices, Loading& loading);

} // namespace plm
