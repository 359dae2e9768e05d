// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/quantised_rows.h"

namespace plm::cpu {

void QuantisedRows::shape(int rows, std::size_t columns) {
    const std::size_t stride = (columns + kStep - 1) / kStep * kStep;
    m_rows = rows;
    if (stride != m_stride ||
        columns != m_columns) { // another layout: what lies in the padding is not zero any more
        m_codes.clear();
        m_blockScales.clear();
        m_halfScales.clear();
        m_blockSums.clear();
        m_halfSums.clear();
    }
    m_stride = stride;
    m_columns = columns;
    const std::size_t size = static_cast<std::size_t>(rows) * stride;
    if (m_codes.size() < size) {
        m_codes.resize(size);
        m_blockScales.resize(size / kBlock);
        m_blockSums.resize(size / kBlock);
        m_halfScales.resize(2 * size / kBlock);
        m_halfSums.resize(2 * size / kBlock);
    }
}

QuantisedTarget QuantisedRows::target(int index) {
    const std::size_t first = static_cast<std::size_t>(index) * m_stride;
    return {m_codes.data() + first, m_blockScales.data() + first / kBlock,
            m_halfScales.data() + 2 * first / kBlock, m_blockSums.data() + first / kBlock,
            m_halfSums.data() + 2 * first / kBlock};
}

QuantisedRow QuantisedRows::row(int index) const {
    const std::size_t first = static_cast<std::size_t>(index) * m_stride;
    return {m_codes.data() + first, m_blockScales.data() + first / kBlock,
            m_halfScales.data() + 2 * first / kBlock, m_blockSums.data() + first / kBlock,
            m_halfSums.data() + 2 * first / kBlock};
}

} // namespace plm::cpu
