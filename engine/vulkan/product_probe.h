// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/weights.h"
#include "vulkan/host/recording.h"
#include "vulkan/pipelines.h"
#include "vulkan/product_variants.h"

#include <filesystem>
#include <stop_token>

namespace plm::vulkan {

/// What computes a model's products on a device: found by measuring each variant that it can have on made-up
/// numbers in the shape of the largest matrix of a layer, for about a second beside what the driver's
/// compiler takes. It is kept in `folder`, for this driver, and not measured again. Features alone decide
/// where there is no folder, as each start might find another variant and compute other bits; where they are
/// hidden; and where no matrix is large. A variant that the driver cannot make, or that computes something
/// else than the baseline, is not taken. Fails where the device does, and with Cancelled.
Result<ProductVariants> chooseProducts(const Device& device, Recording& recording, Pipelines& pipelines,
                                       const Weights& weights, const std::filesystem::path& folder,
                                       const std::stop_token& stop);

} // namespace plm::vulkan
