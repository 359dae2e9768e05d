// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/weight_tile.h"

namespace plm::cpu {

TileKernel TileKernels::of(quant::Type type) const {
    switch (type) {
    case quant::Type::Q8_0:
        return q8_0;
    case quant::Type::Q4_0:
        return q4_0;
    case quant::Type::Q4_K:
        return q4_k;
    case quant::Type::Q5_K:
        return q5_k;
    case quant::Type::Q6_K:
        return q6_k;
    default:
        return {};
    }
}

WeightTile TileBuffer::shape(std::size_t columns) {
    const std::size_t padded =
        (columns + QuantisedRows::kStep - 1) / QuantisedRows::kStep * QuantisedRows::kStep;
    if (m_codes.size() < padded * kTileLanes) {
        m_codes.resize(padded * kTileLanes);
        m_scales.resize(padded * kTileLanes / 16); // the smallest block has 16 columns
        m_minima.resize(padded * kTileLanes / 32);
    }
    return {m_codes.data(), m_scales.data(), m_minima.data(), columns, QuantisedRows::kBlock, 0};
}

} // namespace plm::cpu
