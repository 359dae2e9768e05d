// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/kernels/by_format.h"
#include "cpu/quantised_rows.h"

#include <cstddef>

namespace plm::cpu {

/// out[input · outStride + lane] = the products of a tile's kTileLanes rows with `count` inputs. The codes
/// are multiplied as integers; steps are scaled and summed in float32, each lane for itself, in an order that
/// does not depend on `count`.
using TileDot = void (*)(const std::byte* tile, std::size_t columns, const QuantisedInputs& inputs, int count,
                         float* out, std::size_t outStride);

using TileDots = ByFormat<TileDot>;

} // namespace plm::cpu
