// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/pipeline.h"

#include <map>
#include <span>
#include <utility>
#include <vector>

namespace plm::vulkan {

/// The pipelines that were made so far, each once.
class Pipelines {
public:
    explicit Pipelines(const Device& device) : m_device(device) {}

    /// Made now where it is not there yet.
    Result<const Pipeline*> find(const Shader& shader, std::span<const std::uint32_t> constants);

private:
    const Device& m_device;
    std::map<std::pair<const Shader*, std::vector<std::uint32_t>>, Pipeline> m_made;
};

} // namespace plm::vulkan
