// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/by_format.h"
#include "cpu/quantised_rows.h"

#include <cstddef>

namespace plm::cpu {

/// `rows` quantised weight rows (at most kTileRows), `rowBytes` apart, of `columns` values each.
struct WeightRows {
    const std::byte* data;
    std::size_t rowBytes;
    int rows;
    std::size_t columns;
};

/// out[input · outStride + row] = weights[row] · inputs[input], for up to kTileInputs inputs. The codes are
/// multiplied as integers, blocks are scaled and summed in float32, in an order that depends neither on
/// `rows` nor on `count`.
using BlockDot = void (*)(const WeightRows& weights, const QuantisedRow* inputs, int count, float* out,
                          std::size_t outStride);

using BlockDots = ByFormat<BlockDot>;

} // namespace plm::cpu
