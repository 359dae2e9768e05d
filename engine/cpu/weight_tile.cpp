// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/weight_tile.h"

namespace plm::cpu {

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
