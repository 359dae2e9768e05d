// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/product_variants.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace plm::vulkan {

/// What a device is measured with: a matrix of so many rows and columns, and how its numbers lie, as
/// DeviceLayout::constants() says without the tile.
struct MeasuredMatrix {
    std::array<std::uint32_t, 5> form{};
    std::uint32_t rows = 0, columns = 0;

    bool operator==(const MeasuredMatrix&) const = default;
};

/// What was found fastest with it: places in fewVariants() and manyVariants().
struct KeptChoice {
    MeasuredMatrix matrix;
    std::uint32_t few = 0, many = 0;

    bool operator==(const KeptChoice&) const = default;
};

/// A driver's, as VkPhysicalDeviceProperties has it.
using DriverId = std::span<const std::uint8_t, 16>;

/// Choices as they are kept (docs/formats.md), and back: nothing where these are no such bytes, of another
/// driver, or of other variants than this program has.
[[nodiscard]] std::vector<std::byte> toBytes(std::span<const KeptChoice> choices, DriverId driver);
[[nodiscard]] std::optional<std::vector<KeptChoice>> choicesFrom(std::span<const std::byte> bytes,
                                                                 DriverId driver);

} // namespace plm::vulkan
