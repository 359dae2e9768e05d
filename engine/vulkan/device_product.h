// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/device_weights.h"
#include "vulkan/dispatches.h"
#include "vulkan/product_variants.h"

#include <cstdint>

namespace plm::vulkan {

/// A matrix times rows of activations: of a few tokens so that each gets the bits that it gets alone, of more
/// in tiles.
struct DeviceProduct {
    ProductVariants variants;
    const DeviceMatrix& matrix;
    int rows, columns; ///< of the matrix, however it lies
    const Buffer& inputs;
    const Buffer& outputs;
    std::uint32_t tokens;
    bool adds; ///< to what is there

    void record(Dispatches& dispatch) const;

private:
    void recordFew(Dispatches& dispatch) const;
    void recordMany(Dispatches& dispatch) const;
};

} // namespace plm::vulkan
