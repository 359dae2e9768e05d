// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/shader_family.h"

#include <algorithm>
#include <iterator>

namespace plm::vulkan {

namespace {

/// The best first; the last one suits all.
const ShaderFamily kFamilies[] = {
    {"subgroups", [](const DeviceFeatures& features) { return features.subgroupArithmetic; },
     &kMultiplySubgroup},
    {"baseline", [](const DeviceFeatures&) { return true; }, &kMultiply},
};

} // namespace

const ShaderFamily& familyFor(const DeviceFeatures& features) {
    return *std::ranges::find_if(kFamilies, [&](const ShaderFamily& one) { return one.suits(features); });
}

} // namespace plm::vulkan
