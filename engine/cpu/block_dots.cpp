// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/block_dots.h"

namespace plm::cpu {

BlockDot BlockDots::of(quant::Type type) const {
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
        return nullptr;
    }
}

} // namespace plm::cpu
