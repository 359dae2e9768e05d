// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/activations.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace plm::test {

/// Numbers from a row of activations to the next.
constexpr std::uint32_t strideOf(std::uint32_t width) {
    return vulkan::strideOf(static_cast<int>(width));
}

/// Rows of `width` numbers as activations lie on a device, with `filling` at their ends, where shaders want
/// zeros.
inline std::vector<float> padded(std::span<const float> rows, std::uint32_t width, float filling = 0) {
    std::vector<float> all(rows.size() / width * strideOf(width), filling);
    for (std::size_t r = 0; r < rows.size() / width; ++r)
        std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(r * width), width,
                    all.begin() + static_cast<std::ptrdiff_t>(r * strideOf(width)));
    return all;
}

} // namespace plm::test
