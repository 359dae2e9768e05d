// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/device_attention.h"

#include <array>
#include <cstdint>

namespace plm::vulkan {

/// Whether a batch of `tokens` behind `position` rows of the cache is attended that way: where it takes less
/// time, and never of a few, whose logits must not depend on how many they are.
[[nodiscard]] bool isExpanded(const HyperParameters& hyper, std::uint32_t tokens, int position);
/// Rows of the cache whose keys and values are there together.
[[nodiscard]] std::uint32_t expandedTogether(const HyperParameters& hyper);

/// The constant of shaders/attend_expanded.comp.
[[nodiscard]] std::array<std::uint32_t, 1> expandedConstants(const HyperParameters& hyper);

/// Attention of a layer with each head's keys and values, which are computed from the latents of the cache, a
/// block of its rows after the other. What it needs beside are the rows before the batch, and the batch's,
/// which it stores first.
struct DeviceExpansion {
    const DeviceAttention& attention;

    void record(Dispatches& dispatch) const;

private:
    /// Some rows of the cache.
    struct Block {
        std::uint32_t first, count;
    };
    /// Rows of attn_kv_b that each head has behind one another, and where their products go.
    struct HeadRows {
        std::uint32_t first;
        int width;
        const Buffer& outputs;
    };
    void decode(Dispatches& dispatch, const Block& block) const;
    void expand(Dispatches& dispatch, const Block& block, const HeadRows& rows) const;
    void attend(Dispatches& dispatch, const Block& block) const;
};

} // namespace plm::vulkan
