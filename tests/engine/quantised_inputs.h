// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/kernels/kernels.h"
#include "cpu/quantised_rows.h"
#include "cpu/rows.h"

namespace plm::test {

/// Inputs as the integer kernels take them.
inline cpu::QuantisedRows quantise(const cpu::Kernels& kernels, const cpu::Rows& inputs) {
    cpu::QuantisedRows quantised;
    quantised.shape(inputs.rows(), inputs.columns());
    for (int i = 0; i < inputs.rows(); ++i)
        kernels.quantise(inputs.row(i), quantised.blocks(), quantised.target(i));
    return quantised;
}

} // namespace plm::test
