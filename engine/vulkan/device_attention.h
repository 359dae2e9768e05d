// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/activations.h"
#include "vulkan/device_cache.h"
#include "vulkan/device_weights.h"
#include "vulkan/dispatches.h"
#include "vulkan/product_variants.h"

#include <array>
#include <cstdint>

namespace plm::vulkan {

/// Tokens of `tokens` that are attended together: as many as the segments of all of them may take.
[[nodiscard]] std::uint32_t attendedTogether(const HyperParameters& hyper, std::uint32_t tokens);

/// The constants of shaders/absorb_store.comp, attend.comp and decode_cache.comp.
[[nodiscard]] std::array<std::uint32_t, 7> absorbConstants(const DeviceLayout& keyValue, std::uint32_t tile,
                                                           CacheType cache);
[[nodiscard]] std::array<std::uint32_t, 2> attendConstants(const HyperParameters& hyper, CacheType cache);
[[nodiscard]] std::array<std::uint32_t, 1> decodeConstants(CacheType cache);
/// Tokens that share what absorb_store.comp reads of attn_kv_b, of `tokens`.
[[nodiscard]] constexpr std::uint32_t absorbTileFor(std::uint32_t tokens) {
    return tokens == 1 ? 1 : 4;
}

/// What scores are multiplied by.
[[nodiscard]] float scoreScale(const HyperParameters& hyper);

/// Attention of a layer over the cache, absorbed into the latent, or expanded where that pays
/// (device_expansion.h): stores the batch's latents on the way.
struct DeviceAttention {
    const HyperParameters& hyper;
    const DeviceMatrix& keyValue;
    ProductVariants variants;
    const Buffer& norms;
    std::uint32_t firstNorm; ///< of the layer's latents
    const DeviceCache& cache;
    int layer;
    Activations& activations;
    std::uint32_t tokens;

    void record(Dispatches& dispatch) const;
    /// The batch's latents only.
    void store(Dispatches& dispatch) const;

private:
    /// Some tokens of the batch.
    struct Some {
        std::uint32_t first, count;
    };
    void absorbAndStore(Dispatches& dispatch, const Some& some, int heads) const;
    void attend(Dispatches& dispatch, const Some& some) const;
    void multiplyValues(Dispatches& dispatch, const Some& some) const;
    void multiplyManyValues(Dispatches& dispatch, const Some& some) const;
    [[nodiscard]] std::uint32_t mostSegments() const;
};

} // namespace plm::vulkan
