// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/pipelines.h"

#include <algorithm>
#include <new>
#include <optional>
#include <tuple>

namespace plm::vulkan {

Result<const Pipeline*> Pipelines::find(const Shader& shader, std::span<const std::uint32_t> constants) {
    const Key key{&shader, std::vector<std::uint32_t>(constants.begin(), constants.end())};
    const auto found = m_made.find(key);
    if (found != m_made.end())
        return &found->second;
    auto made = Pipeline::create(m_device, shader, constants, m_cache.handle());
    if (!made)
        return tl::unexpected(made.error());
    return &m_made.emplace(key, std::move(*made)).first->second;
}

std::vector<Pipelines::Key> Pipelines::missing(std::span<const WantedPipeline> wanted) const {
    std::vector<Key> keys;
    for (const WantedPipeline& one : wanted)
        keys.emplace_back(one.shader, one.constants);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::erase_if(keys, [this](const Key& key) { return m_made.contains(key); });
    return keys;
}

Status Pipelines::makeTogether(std::span<const Key> keys, ThreadPool& pool) {
    std::vector<std::optional<Result<Pipeline>>> made(keys.size());
    pool.parallel(static_cast<int>(keys.size()), 1, [&](int begin, int end, int) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            try {
                made[i].emplace(Pipeline::create(m_device, *keys[i].first, keys[i].second, m_cache.handle()));
            } catch (const std::bad_alloc&) { // stays without a value
            }
    });
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!made[i])
            return fail(ErrorKind::OutOfMemory, "There is not enough memory to make the device ready.");
        if (!*made[i])
            return tl::unexpected(made[i]->error());
        m_made.emplace(keys[i], std::move(**made[i]));
    }
    return {};
}

Status Pipelines::make(std::span<const WantedPipeline> wanted, ThreadPool& pool, const LoadProgress& progress,
                       const std::stop_token& stop) {
    const std::vector<Key> keys = missing(wanted);
    const std::size_t together = 2 * static_cast<std::size_t>(pool.threads());
    for (std::size_t done = 0; done < keys.size(); done += together) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Making the device ready was cancelled.");
        const auto next = std::span(keys).subspan(done, std::min(together, keys.size() - done));
        if (Status made = makeTogether(next, pool); !made)
            return made;
        if (progress)
            progress(static_cast<double>(done + next.size()) / static_cast<double>(keys.size()));
    }
    std::ignore = m_cache.save(); // nothing but time is lost
    return {};
}

} // namespace plm::vulkan
