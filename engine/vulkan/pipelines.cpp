// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/pipelines.h"

namespace plm::vulkan {

Result<const Pipeline*> Pipelines::find(const Shader& shader, std::span<const std::uint32_t> constants) {
    const std::pair key{&shader, std::vector<std::uint32_t>(constants.begin(), constants.end())};
    const auto found = m_made.find(key);
    if (found != m_made.end())
        return &found->second;
    auto made = Pipeline::create(m_device, shader, constants);
    if (!made)
        return tl::unexpected(made.error());
    return &m_made.emplace(key, std::move(*made)).first->second;
}

} // namespace plm::vulkan
