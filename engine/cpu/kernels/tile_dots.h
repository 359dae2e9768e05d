// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/quantised_rows.h"
#include "quant/format_table.h"

#include <cstddef>
#include <iterator>

namespace plm::cpu {

/// out[input · outStride + lane] = the products of a tile's kTileLanes rows with `count` inputs. The codes
/// are multiplied as integers; steps are scaled and summed in float32, each lane for itself, in an order that
/// does not depend on `count`.
using TileDot = void (*)(const std::byte* tile, std::size_t columns, const QuantisedInputs& inputs, int count,
                         float* out, std::size_t outStride);

/// One instruction set's products, for the formats that have codes.
struct TileDots {
    struct OfType {
        quant::Type type;
        TileDot dot; ///< null where the format has no codes
    };
    OfType all[std::size(quant::kFormats)];

    /// Null for a format without codes.
    [[nodiscard]] TileDot of(quant::Type type) const;
};

} // namespace plm::cpu
