// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/features.h"
#include "vulkan/shaders.h"

#include <string_view>

namespace plm::vulkan {

/// Shaders of which there are variants, and what a device needs for these. The others are every device's.
struct ShaderFamily {
    std::string_view name;
    bool (*suits)(const DeviceFeatures& features);
    const Shader* multiply;
};

/// The best that suits; the baseline suits every device.
[[nodiscard]] const ShaderFamily& familyFor(const DeviceFeatures& features);

} // namespace plm::vulkan
