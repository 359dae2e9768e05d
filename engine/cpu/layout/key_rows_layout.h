// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace plm::cpu {

/// Rows of quantised weights with scales of their own: value = scale · code − minimum. Nibbles of 32 columns
/// lie in 16 bytes, column i below and column i + 16 above.
struct KeyRowsView {
    const std::byte* codes = nullptr; ///< rows × columns bytes, or half as many for nibbles
    const float* scales = nullptr;    ///< one for each `scaleColumns` columns, row behind row
    const float* minima = nullptr;    ///< likewise; null where the format has none
    int rows = 0;
    std::size_t columns = 0;      ///< a multiple of 32
    std::size_t scaleColumns = 0; ///< 32 or 16
    bool nibbles = false;
    int offset = 0; ///< taken from each nibble
};

} // namespace plm::cpu
