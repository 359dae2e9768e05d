// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/quantised_rows.h"

namespace plm::cpu {

void QuantisedRows::shape(int rows, std::size_t columns) {
    const std::size_t stride = (columns + kStep - 1) / kStep * (kStep / kBlock);
    if (stride != m_stride || columns != m_columns) // what lies in the padding is not zero any more
        m_blocks.clear();
    m_rows = rows;
    m_columns = columns;
    m_stride = stride;
    if (m_blocks.size() < at(rows))
        m_blocks.resize(at(rows));
}

} // namespace plm::cpu
