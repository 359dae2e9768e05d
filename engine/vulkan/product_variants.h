// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/device_layout.h"
#include "vulkan/host/features.h"
#include "vulkan/shaders.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace plm::vulkan {

// Products of which there are variants, and which of them a device can have. The other shaders are every
// device's.

/// A way to multiply a matrix with a few tokens. Those without subgroups give all the same bits, however many
/// rows they have; what subgroups add up among themselves is in an order of the device's own, which is the
/// same for any number of rows and of tokens.
struct FewVariant {
    std::string_view name;
    const Shader* shader;
    std::uint32_t rows; ///< of a workgroup
};

/// What a workgroup of multiply_tiled.comp computes.
struct Tiles {
    std::uint32_t rows = 64, tokens = 64;
    std::uint32_t rowQuads = 1, tokenQuads = 1; ///< fours of them that a lane has

    [[nodiscard]] constexpr std::uint32_t lanes() const {
        return rows * tokens / (16 * rowQuads * tokenQuads);
    }
    /// 32 columns of all of them.
    [[nodiscard]] constexpr std::uint32_t sharedBytes() const { return 32 * 4 * (rows + tokens); }
    bool operator==(const Tiles&) const = default;
};

/// A way to multiply a matrix with many tokens: all give the same bits.
struct ManyVariant {
    std::string_view name;
    Tiles tiles; ///< where there are tokens enough
};

/// All of them, the baseline first, which every device can have. What is kept of measuring counts on their
/// order: variantsPrint().
[[nodiscard]] std::span<const FewVariant> fewVariants();
[[nodiscard]] std::span<const ManyVariant> manyVariants();
/// Another number where variants, or their shaders, are others.
[[nodiscard]] std::uint64_t variantsPrint();

[[nodiscard]] bool suits(const FewVariant& variant, const DeviceFeatures& features);
[[nodiscard]] bool suits(const ManyVariant& variant, const DeviceFeatures& features);

/// What a matrix is multiplied by.
struct ProductVariants {
    const FewVariant* few;
    const ManyVariant* many;
    bool operator==(const ProductVariants&) const = default;
};
/// What is likely best, by features alone.
[[nodiscard]] ProductVariants likelyVariants(const DeviceFeatures& features);

/// Rows of a workgroup that multiplies up to `tile` tokens: its sums fit in every device's shared memory.
[[nodiscard]] constexpr std::uint32_t rowsFor(const FewVariant& variant, std::uint32_t tile) {
    return variant.rows < 32 / tile ? variant.rows : 32 / tile;
}
/// What is used for `tokens`, more than kMostAlike: smaller tiles where they fill no large ones.
[[nodiscard]] Tiles tilesFor(const ManyVariant& variant, std::uint32_t tokens);

/// The constants of multiply.glsl's and multiply_tiled.comp's.
[[nodiscard]] std::array<std::uint32_t, 7> fewConstants(const DeviceLayout& layout, const FewVariant& variant,
                                                        std::uint32_t tile);
[[nodiscard]] std::array<std::uint32_t, 11> tiledConstants(const DeviceLayout& layout, const Tiles& tiles);

/// Which of variants that took so many seconds each to take: the fastest, but the `likely` one unless
/// another is faster by more than measuring errs. Numbers that are no times (not finite, or not above 0) are
/// of variants that are not to be had; where that is all of them, `likely`.
[[nodiscard]] std::size_t fastestOf(std::span<const double> seconds, std::size_t likely);

} // namespace plm::vulkan
