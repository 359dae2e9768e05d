// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/recording.h"

#include <fmt/format.h>

namespace plm::vulkan {

namespace {

constexpr std::uint32_t kSetsByPool = 256;
constexpr std::uint32_t kMostBindings = 8;
constexpr std::uint64_t kPatienceNanoseconds = 60'000'000'000;

} // namespace

Result<std::unique_ptr<Recording>> Recording::create(const Device& device) {
    std::unique_ptr<Recording> recording(new Recording(device));
    if (Status made = recording->create(); !made)
        return tl::unexpected(made.error());
    return recording;
}

Status Recording::create() {
    const VolkDeviceTable& calls = m_device.calls();
    const VkCommandPoolCreateInfo pool{.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
                                       .pNext = nullptr,
                                       .flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT,
                                       .queueFamilyIndex = m_device.family()};
    Status made = check(calls.vkCreateCommandPool(m_device.handle(), &pool, nullptr, &m_commandPool),
                        "commands cannot be recorded");
    if (!made)
        return made;
    const VkCommandBufferAllocateInfo commands{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
                                               .pNext = nullptr,
                                               .commandPool = m_commandPool,
                                               .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
                                               .commandBufferCount = 1};
    made = check(calls.vkAllocateCommandBuffers(m_device.handle(), &commands, &m_commands),
                 "commands cannot be recorded");
    const VkFenceCreateInfo fence{.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO, .pNext = nullptr, .flags = 0};
    if (made)
        made = check(calls.vkCreateFence(m_device.handle(), &fence, nullptr, &m_fence),
                     "there is no fence to wait for");
    return made;
}

Recording::~Recording() {
    const VolkDeviceTable& calls = m_device.calls();
    calls.vkDeviceWaitIdle(m_device.handle());
    for (VkDescriptorPool pool : m_pools)
        calls.vkDestroyDescriptorPool(m_device.handle(), pool, nullptr);
    calls.vkDestroyFence(m_device.handle(), m_fence, nullptr);
    calls.vkDestroyCommandPool(m_device.handle(), m_commandPool, nullptr);
}

bool Recording::begin() {
    if (m_begun || !m_status)
        return m_status.has_value();
    const VkCommandBufferBeginInfo once{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
                                        .pNext = nullptr,
                                        .flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT,
                                        .pInheritanceInfo = nullptr};
    m_status = check(m_device.calls().vkBeginCommandBuffer(m_commands, &once), "commands cannot be recorded");
    m_begun = m_status.has_value();
    return m_begun;
}

void Recording::forget() {
    const VolkDeviceTable& calls = m_device.calls();
    calls.vkResetCommandBuffer(m_commands, 0);
    for (VkDescriptorPool pool : m_pools)
        calls.vkResetDescriptorPool(m_device.handle(), pool, 0);
    m_pool = 0;
    m_begun = false;
    m_status = {};
}

bool Recording::addPool() {
    const VkDescriptorPoolSize size{.type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                                    .descriptorCount = kSetsByPool * kMostBindings};
    const VkDescriptorPoolCreateInfo wanted{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
                                            .pNext = nullptr,
                                            .flags = 0,
                                            .maxSets = kSetsByPool,
                                            .poolSizeCount = 1,
                                            .pPoolSizes = &size};
    VkDescriptorPool pool = VK_NULL_HANDLE;
    m_status = check(m_device.calls().vkCreateDescriptorPool(m_device.handle(), &wanted, nullptr, &pool),
                     "buffers cannot be bound");
    if (m_status)
        m_pools.push_back(pool);
    return m_status.has_value();
}

VkDescriptorSet Recording::takeSet(VkDescriptorSetLayout layout) {
    for (;; ++m_pool) {
        if (m_pool == m_pools.size() && !addPool())
            return VK_NULL_HANDLE;
        const VkDescriptorSetAllocateInfo wanted{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
                                                 .pNext = nullptr,
                                                 .descriptorPool = m_pools[m_pool],
                                                 .descriptorSetCount = 1,
                                                 .pSetLayouts = &layout};
        VkDescriptorSet set = VK_NULL_HANDLE;
        const VkResult result = m_device.calls().vkAllocateDescriptorSets(m_device.handle(), &wanted, &set);
        if (result == VK_SUCCESS)
            return set;
        if (result == VK_ERROR_OUT_OF_POOL_MEMORY || result == VK_ERROR_FRAGMENTED_POOL)
            continue;
        m_status = check(result, "buffers cannot be bound");
        return VK_NULL_HANDLE;
    }
}

void Recording::waitForWhatIsBefore() {
    constexpr VkAccessFlags kAll = VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_SHADER_WRITE_BIT |
                                   VK_ACCESS_TRANSFER_READ_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
    constexpr VkPipelineStageFlags kStages =
        VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;
    const VkMemoryBarrier barrier{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                  .pNext = nullptr,
                                  .srcAccessMask = kAll,
                                  .dstAccessMask = kAll};
    m_device.calls().vkCmdPipelineBarrier(m_commands, kStages, kStages, 0, 1, &barrier, 0, nullptr, 0,
                                          nullptr);
}

void Recording::dispatch(const Pipeline& pipeline, std::initializer_list<const Buffer*> buffers,
                         std::span<const std::byte> arguments, const Groups& groups) {
    if (!begin())
        return;
    const VkDescriptorSet set = takeSet(pipeline.bindings());
    if (set == VK_NULL_HANDLE)
        return;
    std::array<VkDescriptorBufferInfo, kMostBindings> places{};
    std::array<VkWriteDescriptorSet, kMostBindings> writes{};
    std::uint32_t count = 0;
    for (const Buffer* buffer : buffers) {
        places[count] = {.buffer = buffer->handle(), .offset = 0, .range = VK_WHOLE_SIZE};
        writes[count] = {.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                         .pNext = nullptr,
                         .dstSet = set,
                         .dstBinding = count,
                         .dstArrayElement = 0,
                         .descriptorCount = 1,
                         .descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                         .pImageInfo = nullptr,
                         .pBufferInfo = &places[count],
                         .pTexelBufferView = nullptr};
        ++count;
    }
    const VolkDeviceTable& calls = m_device.calls();
    calls.vkUpdateDescriptorSets(m_device.handle(), count, writes.data(), 0, nullptr);
    waitForWhatIsBefore();
    calls.vkCmdBindPipeline(m_commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
    calls.vkCmdBindDescriptorSets(m_commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0, 1, &set,
                                  0, nullptr);
    calls.vkCmdPushConstants(m_commands, pipeline.layout(), VK_SHADER_STAGE_COMPUTE_BIT, 0,
                             static_cast<std::uint32_t>(arguments.size()), arguments.data());
    calls.vkCmdDispatch(m_commands, groups[0], groups[1], groups[2]);
    ++m_dispatches;
}

void Recording::copy(const Buffer& from, std::uint64_t fromByte, const Buffer& to, std::uint64_t toByte,
                     std::uint64_t bytes) {
    if (bytes == 0 || !begin())
        return;
    waitForWhatIsBefore();
    const VkBufferCopy region{.srcOffset = fromByte, .dstOffset = toByte, .size = bytes};
    m_device.calls().vkCmdCopyBuffer(m_commands, from.handle(), to.handle(), 1, &region);
}

Status Recording::submit() {
    const VolkDeviceTable& calls = m_device.calls();
    // What the device wrote is to be seen by the program.
    const VkMemoryBarrier barrier{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                  .pNext = nullptr,
                                  .srcAccessMask = VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT,
                                  .dstAccessMask = VK_ACCESS_HOST_READ_BIT};
    calls.vkCmdPipelineBarrier(m_commands,
                               VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT,
                               VK_PIPELINE_STAGE_HOST_BIT, 0, 1, &barrier, 0, nullptr, 0, nullptr);
    if (Status ended = check(calls.vkEndCommandBuffer(m_commands), "commands cannot be recorded"); !ended)
        return ended;
    const VkSubmitInfo work{.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
                            .pNext = nullptr,
                            .waitSemaphoreCount = 0,
                            .pWaitSemaphores = nullptr,
                            .pWaitDstStageMask = nullptr,
                            .commandBufferCount = 1,
                            .pCommandBuffers = &m_commands,
                            .signalSemaphoreCount = 0,
                            .pSignalSemaphores = nullptr};
    const auto what = fmt::format("{} did not do its work", m_device.name());
    if (Status sent = check(calls.vkQueueSubmit(m_device.queue(), 1, &work, m_fence), what); !sent)
        return sent;
    ++m_submissions;
    Status done =
        check(calls.vkWaitForFences(m_device.handle(), 1, &m_fence, VK_TRUE, kPatienceNanoseconds), what);
    if (done)
        done = check(calls.vkResetFences(m_device.handle(), 1, &m_fence), what);
    return done;
}

Status Recording::finish() {
    Status done = m_status;
    if (done && m_begun)
        done = submit();
    forget();
    return done;
}

} // namespace plm::vulkan
