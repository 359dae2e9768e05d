// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/buffer.h"
#include "vulkan/host/pipeline.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace plm::vulkan {

/// How many workgroups, by dimension.
using Groups = std::array<std::uint32_t, 3>;

/// A queue's work: dispatches and copies, each after what was recorded before it is done. The first failure
/// is kept and told by finish(). Move-only would do nobody any good: it stays where it is made.
class Recording {
public:
    static Result<std::unique_ptr<Recording>> create(const Device& device);
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;
    ~Recording();

    /// `buffers` are the shader's bindings 0 and up; `arguments` are its push constants.
    template <class Arguments>
    void dispatch(const Pipeline& pipeline, std::initializer_list<const Buffer*> buffers,
                  const Arguments& arguments, const Groups& groups) {
        dispatch(pipeline, buffers, std::as_bytes(std::span(&arguments, 1)), groups);
    }
    void copy(const Buffer& from, std::uint64_t fromByte, const Buffer& to, std::uint64_t toByte,
              std::uint64_t bytes);
    /// Submits what was recorded, waits until the device has done it, and begins anew.
    Status finish();
    /// Forgets what was recorded.
    void forget();

    /// Since it was made.
    [[nodiscard]] std::uint64_t dispatches() const { return m_dispatches; }
    [[nodiscard]] std::uint64_t submissions() const { return m_submissions; }

private:
    explicit Recording(const Device& device) : m_device(device) {}
    Status create();
    void dispatch(const Pipeline& pipeline, std::initializer_list<const Buffer*> buffers,
                  std::span<const std::byte> arguments, const Groups& groups);
    bool begin();
    [[nodiscard]] VkDescriptorSet takeSet(VkDescriptorSetLayout layout);
    bool addPool();
    void waitForWhatIsBefore();
    Status submit();

    const Device& m_device;
    VkCommandPool m_commandPool = VK_NULL_HANDLE;
    VkCommandBuffer m_commands = VK_NULL_HANDLE;
    VkFence m_fence = VK_NULL_HANDLE;
    std::vector<VkDescriptorPool> m_pools; ///< the last has room, perhaps
    std::size_t m_pool = 0;                ///< in use
    bool m_begun = false;
    Status m_status;
    std::uint64_t m_dispatches = 0, m_submissions = 0;
};

} // namespace plm::vulkan
