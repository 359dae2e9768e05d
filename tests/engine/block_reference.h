// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"

#include <cstdint>

namespace plm::test {

/// Value `i` of the block at `block`, computed from the format's definition by the position of each of its
/// bits.
float referenceValue(quant::Type type, const std::uint8_t* block, int i);

} // namespace plm::test
