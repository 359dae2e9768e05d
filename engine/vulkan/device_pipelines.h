// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/weights.h"
#include "vulkan/pipelines.h"
#include "vulkan/product_variants.h"

#include <plm/session_options.h>

#include <vector>

namespace plm::vulkan {

/// All pipelines that passes over a model with such a cache dispatch, of few and of many tokens.
[[nodiscard]] std::vector<WantedPipeline> pipelinesFor(const Weights& weights, const HyperParameters& hyper,
                                                       CacheType cache, const ProductVariants& variants);

} // namespace plm::vulkan
