// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/pipelines.h"

#include <tuple>

namespace plm::vulkan {

Result<const Pipeline*> Pipelines::find(const Shader& shader, std::span<const std::uint32_t> constants) {
    const std::pair key{&shader, std::vector<std::uint32_t>(constants.begin(), constants.end())};
    const auto found = m_made.find(key);
    if (found != m_made.end())
        return &found->second;
    auto made = Pipeline::create(m_device, shader, constants, m_cache.handle());
    if (!made)
        return tl::unexpected(made.error());
    return &m_made.emplace(key, std::move(*made)).first->second;
}

Status Pipelines::make(std::span<const WantedPipeline> wanted, const LoadProgress& progress,
                       const std::stop_token& stop) {
    double done = 0;
    for (const WantedPipeline& one : wanted) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Making the device ready was cancelled.");
        if (const auto made = find(*one.shader, one.constants); !made)
            return tl::unexpected(made.error());
        if (progress)
            progress(++done / static_cast<double>(wanted.size()));
    }
    std::ignore = m_cache.save(); // nothing but time is lost
    return {};
}

} // namespace plm::vulkan
