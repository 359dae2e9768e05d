// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"

namespace plm::cpu {

/// One instruction set's kernels of a kind, for the formats that have integer kernels.
template <class Kernel>
struct ByFormat {
    Kernel q8_0{}, q4_0{}, q4_k{}, q5_k{}, q6_k{};

    /// An empty kernel for every other type. Not to be called where kernels are compiled: it would be linked
    /// once for all instruction sets.
    [[nodiscard]] Kernel of(quant::Type type) const {
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
};

} // namespace plm::cpu
