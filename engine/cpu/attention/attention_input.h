// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/laid_out_weights.h"
#include "cpu/rows.h"
#include "model/host_cache.h"

#include <plm/model.h>

namespace plm::cpu {

/// Tokens of the cache that are mixed together: attention over each such segment stands for itself and is
/// then joined with the others', in their order. So the result depends neither on the number of threads nor
/// on the tokens of a batch. More leave less to join; in float32 half as many fit the cache of a core.
inline constexpr int kSegment = 256;
inline constexpr int kFloatSegment = 128;

/// One layer's attention for T new tokens, whose latents are already in the cache.
struct AttentionInput {
    const LaidOutLayer* weights = nullptr;
    const HostCache* cache = nullptr;
    int layer = 0;
    int start = 0;     ///< position of the first new token
    ConstRows queries; ///< T rows of H·(n+p), their rotary parts turned

    /// Tokens of the cache up to the last new one.
    [[nodiscard]] int visible() const { return start + queries.rows; }
    /// Whether attention may be rounded to bfloat16: where the file's weights are rounded more, and the
    /// processor can.
    [[nodiscard]] bool rounded(const Kernels& kernels) const {
        return kernels.rounded != nullptr && weights->keyValue.tiles.has_value();
    }
    [[nodiscard]] int segmentTokens(const Kernels& kernels) const {
        return rounded(kernels) ? kSegment : kFloatSegment;
    }
};

/// Token `position` of the layer's cache as r+p float32 values.
inline void loadLatents(const AttentionInput& input, const Kernels& kernels, int position, float* values) {
    const std::byte* row = input.cache->row(input.layer, position);
    const Q8Row& q8 = input.cache->rowForm().shape;
    switch (input.cache->type()) {
    case CacheType::F16:
        kernels.halfToFloat(row, values, q8.latent + q8.rotary);
        return;
    case CacheType::Q8:
        kernels.scaledBytesToFloat(row, row + q8.scalesAt(), values, q8.latent);
        kernels.halfToFloat(row + q8.rotaryAt(), values + q8.latent, q8.rotary);
        return;
    case CacheType::F32:
        input.cache->load(input.layer, position, values);
    }
}

} // namespace plm::cpu
