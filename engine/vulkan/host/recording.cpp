// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/recording.h"

#include <array>
#include <fmt/format.h>
#include <utility>

namespace plm::vulkan {

namespace {

/// Submissions under way: one that the device works on, one that it finds when it is done.
constexpr std::size_t kMostFlights = 2;
constexpr std::uint64_t kPatienceNanoseconds = 60'000'000'000;

} // namespace

Result<std::unique_ptr<Recording>> Recording::create(const Device& device) {
    std::unique_ptr<Recording> recording(new Recording(device));
    if (Status made = recording->create(); !made)
        return tl::unexpected(made.error());
    return recording;
}

Status Recording::create() {
    const VkCommandPoolCreateInfo pool{.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
                                       .pNext = nullptr,
                                       .flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT,
                                       .queueFamilyIndex = m_device.family()};
    return check(m_device.calls().vkCreateCommandPool(m_device.handle(), &pool, nullptr, &m_commandPool),
                 "commands cannot be recorded");
}

Recording::~Recording() {
    const VolkDeviceTable& calls = m_device.calls();
    waitForAll();
    if (!m_device.isAbandoned()) {
        for (const Flight& flight : m_flights)
            calls.vkDestroyFence(m_device.handle(), flight.fence, nullptr);
        for (VkFence fence : m_fences)
            calls.vkDestroyFence(m_device.handle(), fence, nullptr);
    }
    // Before their pool.
    m_flights.clear();
    m_idle.clear();
    m_current.reset();
    if (!m_device.isAbandoned())
        calls.vkDestroyCommandPool(m_device.handle(), m_commandPool, nullptr);
}

Commands* Recording::current() {
    if (m_current)
        return m_current.get();
    if (!m_idle.empty()) {
        m_current = std::move(m_idle.back());
        m_idle.pop_back();
    } else if (auto made = Commands::create(m_device, m_commandPool)) {
        m_current = std::move(*made);
    } else {
        m_status = tl::unexpected(made.error());
    }
    return m_current.get();
}

void Recording::copy(const Buffer& from, std::uint64_t fromByte, const Buffer& to, std::uint64_t toByte,
                     std::uint64_t bytes) {
    if (Commands* commands = current())
        commands->copy(from, fromByte, to, toByte, bytes);
}

void Recording::clear(const Buffer& buffer) {
    if (Commands* commands = current())
        commands->clear(buffer);
}

void Recording::mark(std::uint32_t label) {
    if (Commands* commands = current())
        commands->mark(label);
}

Result<VkFence> Recording::takeFence() {
    VkFence fence = VK_NULL_HANDLE;
    if (!m_fences.empty()) {
        fence = m_fences.back();
        m_fences.pop_back();
        return fence;
    }
    const VkFenceCreateInfo wanted{
        .sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO, .pNext = nullptr, .flags = 0};
    if (Status made = check(m_device.calls().vkCreateFence(m_device.handle(), &wanted, nullptr, &fence),
                            "there is no fence to wait for");
        !made)
        return tl::unexpected(made.error());
    return fence;
}

Status Recording::send(std::span<const Commands* const> commands, std::unique_ptr<Commands> own) {
    const auto fence = takeFence();
    if (!fence)
        return tl::unexpected(fence.error());
    std::vector<VkCommandBuffer> handles;
    for (const Commands* list : commands)
        handles.push_back(list->handle());
    const VkSubmitInfo work{.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
                            .pNext = nullptr,
                            .waitSemaphoreCount = 0,
                            .pWaitSemaphores = nullptr,
                            .pWaitDstStageMask = nullptr,
                            .commandBufferCount = static_cast<std::uint32_t>(handles.size()),
                            .pCommandBuffers = handles.data(),
                            .signalSemaphoreCount = 0,
                            .pSignalSemaphores = nullptr};
    if (Status sent = check(m_device.calls().vkQueueSubmit(m_device.queue(), 1, &work, *fence),
                            fmt::format("{} did not do its work", m_device.name()));
        !sent) {
        m_fences.push_back(*fence);
        waitForAll();
        return sent;
    }
    ++m_submissions;
    for (const Commands* list : commands)
        m_counts += list->counts();
    m_flights.push_back({*fence, {commands.begin(), commands.end()}, std::move(own)});
    return {};
}

/// After a failure: what was submitted before may still use what is destroyed next. A device that is lost
/// does not keep anybody waiting.
void Recording::waitForAll() {
    if (!m_device.isAbandoned())
        m_device.calls().vkDeviceWaitIdle(m_device.handle());
}

Status Recording::landFirst() {
    const VolkDeviceTable& calls = m_device.calls();
    const auto what = fmt::format("{} did not do its work", m_device.name());
    const VkFence fence = m_flights.front().fence;
    const VkResult waited = m_device.isAbandoned() ? VK_TIMEOUT
                                                   : calls.vkWaitForFences(m_device.handle(), 1, &fence,
                                                                           VK_TRUE, kPatienceNanoseconds);
    if (waited == VK_TIMEOUT)
        m_device.abandon();
    Status done = check(waited, what);
    if (done)
        done = check(calls.vkResetFences(m_device.handle(), 1, &fence), what);
    if (!done) {
        waitForAll();
        return done; // it stays under way, for all that is known
    }
    m_fences.push_back(fence);
    for (const Commands* list : m_flights.front().all)
        list->addSeconds(m_seconds);
    if (std::unique_ptr<Commands> own = std::move(m_flights.front().commands)) {
        own->reset();
        m_idle.push_back(std::move(own));
    }
    m_flights.pop_front();
    return {};
}

Status Recording::landAll() {
    while (!m_flights.empty())
        if (Status done = landFirst(); !done)
            return done;
    return {};
}

Status Recording::submit() {
    Status done = std::exchange(m_status, {});
    if (!done || !m_current || m_current->empty())
        return done;
    std::unique_ptr<Commands> own = std::move(m_current);
    done = own->end();
    if (done && m_flights.size() >= kMostFlights)
        done = landFirst();
    if (!done)
        return done;
    const std::array<const Commands*, 1> commands{own.get()};
    return send(commands, std::move(own));
}

Status Recording::finish() {
    Status done = submit();
    return done ? landAll() : done;
}

Result<std::unique_ptr<Commands>> Recording::keep() {
    Commands* commands = current();
    Status done = std::exchange(m_status, {});
    if (done)
        done = commands->end();
    std::unique_ptr<Commands> kept = std::move(m_current);
    if (!done)
        return tl::unexpected(done.error());
    return kept;
}

Status Recording::finish(std::span<const Commands* const> kept) {
    Status done = std::exchange(m_status, {});
    if (done)
        done = send(kept, nullptr);
    return done ? landAll() : done;
}

void Recording::forget() {
    if (m_current)
        m_current->reset();
    m_status = landAll();
}

} // namespace plm::vulkan
