// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "threads/thread_pool.h"
#include "vulkan/host/pipeline.h"
#include "vulkan/host/pipeline_cache.h"

#include <plm/model.h>

#include <filesystem>
#include <map>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace plm::vulkan {

/// A shader and the values of its constants, from constant_id 0 on.
struct WantedPipeline {
    const Shader* shader;
    std::vector<std::uint32_t> constants;
};

/// The pipelines that were made so far, each once.
class Pipelines {
public:
    explicit Pipelines(const Device& device, const std::filesystem::path& cacheFolder = {})
        : m_device(device),
          m_cache(device, cacheFolder) {}

    /// Makes all of these, with all threads of `pool`, keeps what the driver made of them, and tells
    /// `progress` how far it is, 0 to 1. Fails with Cancelled, too.
    Status make(std::span<const WantedPipeline> wanted, ThreadPool& pool, const LoadProgress& progress,
                const std::stop_token& stop);
    /// Made now where it is not there yet.
    Result<const Pipeline*> find(const Shader& shader, std::span<const std::uint32_t> constants);

    [[nodiscard]] std::size_t count() const { return m_made.size(); }

private:
    using Key = std::pair<const Shader*, std::vector<std::uint32_t>>;

    /// Of those that are wanted, those that are not there yet, each once.
    [[nodiscard]] std::vector<Key> missing(std::span<const WantedPipeline> wanted) const;
    Status makeTogether(std::span<const Key> keys, ThreadPool& pool);

    const Device& m_device;
    PipelineCache m_cache;
    std::map<Key, Pipeline> m_made;
};

} // namespace plm::vulkan
