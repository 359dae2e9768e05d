// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/buffer.h"
#include "vulkan/host/pipeline.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

namespace plm::vulkan {

/// How many workgroups, by dimension.
using Groups = std::array<std::uint32_t, 3>;

/// What a device is given to do.
struct CommandCounts {
    std::uint64_t dispatches = 0;
    std::uint64_t copies = 0; ///< fillings too
    std::uint64_t barriers = 0;

    CommandCounts& operator+=(const CommandCounts& more);
};

/// Kinds of work whose time is told apart.
inline constexpr std::size_t kMostLabels = 8;

/// Whether a dispatch waits for those before it.
enum class Order {
    After, ///< where they use a buffer that one of both writes
    Beside ///< not for the last one, with which it shares a buffer but no number that one of both writes
};

/// A list of dispatches and copies with what they bind, which can be submitted as often as wanted while the
/// buffers are there. It begins after all that was submitted before. The first failure is kept and told by
/// end(). One thread at a time; the device and the pool must outlive it.
class Commands {
public:
    static Result<std::unique_ptr<Commands>> create(const Device& device, VkCommandPool pool);
    Commands(const Commands&) = delete;
    Commands& operator=(const Commands&) = delete;
    ~Commands();

    /// `buffers` are the shader's bindings 0 and up; `arguments` are its push constants.
    void dispatch(const Pipeline& pipeline, std::initializer_list<const Buffer*> buffers,
                  std::span<const std::byte> arguments, const Groups& groups, Order order);
    void copy(const Buffer& from, std::uint64_t fromByte, const Buffer& to, std::uint64_t toByte,
              std::uint64_t bytes);
    /// Zeros.
    void clear(const Buffer& buffer);
    /// What was recorded since the last mark, or the beginning, belongs to `label`, which is less than
    /// kMostLabels: seconds() tells how long the device took for it.
    void mark(std::uint32_t label);
    /// Nothing more is recorded until reset().
    Status end();
    /// Forgets all of it. The device must be done with it.
    void reset();

    /// Adds, by label, the seconds of the last time that it was submitted, which is over. Nothing where the
    /// device writes no timestamps.
    void addSeconds(std::span<double, kMostLabels> seconds) const;

    [[nodiscard]] bool empty() const { return !m_begun; }
    [[nodiscard]] VkCommandBuffer handle() const { return m_handle; }
    [[nodiscard]] const CommandCounts& counts() const { return m_counts; }

private:
    Commands(const Device& device, VkCommandPool pool) : m_device(device), m_commandPool(pool) {}
    bool begin();
    [[nodiscard]] VkDescriptorSet takeSet(VkDescriptorSetLayout layout);
    [[nodiscard]] VkDescriptorSet bind(VkDescriptorSetLayout layout,
                                       std::initializer_list<const Buffer*> buffers);
    bool addPool();
    void use(VkBuffer buffer, bool writes);
    void waitWhereNeeded(std::span<const VkBuffer> read, std::span<const VkBuffer> written);
    void addBarrier();
    void beginTiming();

    const Device& m_device;
    VkCommandPool m_commandPool;
    VkCommandBuffer m_handle = VK_NULL_HANDLE;
    std::vector<VkDescriptorPool> m_pools;
    std::size_t m_pool = 0; ///< in use
    bool m_begun = false;
    Status m_status;
    CommandCounts m_counts;
    std::vector<VkBuffer> m_read, m_written; ///< since the last barrier
    VkQueryPool m_timestamps = VK_NULL_HANDLE;
    std::vector<std::uint32_t> m_marks; ///< labels of the timestamps but the first
};

} // namespace plm::vulkan
