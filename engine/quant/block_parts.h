// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"

#include <array>
#include <cstdint>

namespace plm::quant {

/// The numbers of one block as they stand in the file, before they are multiplied out (Format::takeApart);
/// codes that have no sign are less their offset:
/// value[i] = factor · scale[i / 16] · code[i] − minimumFactor · minimum[i / 16]
/// where a format without scales of its own has 1 for them, and one without minima has 0.
struct BlockParts {
    std::array<std::int8_t, 256> codes{};
    std::array<std::int8_t, 16> scales{};
    std::array<std::uint8_t, 16> minima{};
    std::uint16_t factor = 0;        ///< half precision
    std::uint16_t minimumFactor = 0; ///< half precision
};

/// Whether the factors are numbers: a NaN or an infinity spoils all that it is multiplied with.
bool isFinite(const BlockParts& parts);

} // namespace plm::quant
