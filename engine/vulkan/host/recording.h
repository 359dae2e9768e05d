// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/commands.h"

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace plm::vulkan {

/// A device's queue, and what is recorded for it. The first failure is kept and told by the next submission.
/// Move-only would do nobody any good: it stays where it is made. Waits by fences, which every device has:
/// with one queue and one thread a timeline semaphore would tell nothing more.
class Recording {
public:
    static Result<std::unique_ptr<Recording>> create(const Device& device);
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;
    ~Recording();

    /// `buffers` are the shader's bindings 0 and up; `arguments` are its push constants.
    template <class Arguments>
    void dispatch(const Pipeline& pipeline, std::initializer_list<const Buffer*> buffers,
                  const Arguments& arguments, const Groups& groups, Order order = Order::After) {
        if (Commands* commands = current())
            commands->dispatch(pipeline, buffers, std::as_bytes(std::span(&arguments, 1)), groups, order);
    }
    void copy(const Buffer& from, std::uint64_t fromByte, const Buffer& to, std::uint64_t toByte,
              std::uint64_t bytes);
    void clear(const Buffer& buffer);

    /// As Commands::mark().
    void mark(std::uint32_t label);

    /// Submits what was recorded and begins anew, without waiting for it; at most a few submissions are under
    /// way at a time.
    Status submit();
    /// Submits what was recorded, waits until the device has done all, and begins anew.
    Status finish();
    /// What was recorded, to be submitted as often as wanted; begins anew.
    Result<std::unique_ptr<Commands>> keep();
    /// Submits them, in one go, and waits until the device has done all.
    Status finish(std::span<const Commands* const> kept);
    /// Forgets what was recorded, and waits for what was submitted.
    void forget();

    /// What the device took by label, of all that was submitted since the last call and is done.
    [[nodiscard]] std::array<double, kMostLabels> takeSeconds() { return std::exchange(m_seconds, {}); }
    /// What was submitted since it was made.
    [[nodiscard]] const CommandCounts& counts() const { return m_counts; }
    [[nodiscard]] std::uint64_t submissions() const { return m_submissions; }

private:
    /// A submission that is under way.
    struct Flight {
        VkFence fence = VK_NULL_HANDLE;
        std::vector<const Commands*> all;
        std::unique_ptr<Commands> commands; ///< of these, those that are of no more use then
    };

    explicit Recording(const Device& device) : m_device(device) {}
    Status create();
    /// Where commands go; null where there are none.
    [[nodiscard]] Commands* current();
    [[nodiscard]] Result<VkFence> takeFence();
    Status send(std::span<const Commands* const> commands, std::unique_ptr<Commands> own);
    void waitForAll();
    Status landFirst();
    Status landAll();

    const Device& m_device;
    VkCommandPool m_commandPool = VK_NULL_HANDLE;
    std::unique_ptr<Commands> m_current;
    std::vector<std::unique_ptr<Commands>> m_idle;
    std::vector<VkFence> m_fences; ///< of no submission
    std::deque<Flight> m_flights;
    Status m_status;
    std::array<double, kMostLabels> m_seconds{};
    CommandCounts m_counts;
    std::uint64_t m_submissions = 0;
};

} // namespace plm::vulkan
