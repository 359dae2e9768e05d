// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/commands.h"

#include <algorithm>

namespace plm::vulkan {

namespace {

constexpr std::uint32_t kSetsByPool = 256;
constexpr std::uint32_t kMostBindings = 8;     ///< that every device has
constexpr std::uint32_t kMostTimestamps = 512; ///< what comes after that is not timed

bool areThere(std::span<const VkBuffer> some, std::span<const VkBuffer> all) {
    return std::ranges::any_of(some, [&](VkBuffer one) { return std::ranges::find(all, one) != all.end(); });
}

} // namespace

CommandCounts& CommandCounts::operator+=(const CommandCounts& more) {
    dispatches += more.dispatches;
    copies += more.copies;
    barriers += more.barriers;
    return *this;
}

Result<std::unique_ptr<Commands>> Commands::create(const Device& device, VkCommandPool pool) {
    std::unique_ptr<Commands> made(new Commands(device, pool));
    const VkCommandBufferAllocateInfo wanted{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
                                             .pNext = nullptr,
                                             .commandPool = pool,
                                             .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
                                             .commandBufferCount = 1};
    if (Status done =
            check(device.calls().vkAllocateCommandBuffers(device.handle(), &wanted, &made->m_handle),
                  "commands cannot be recorded");
        !done)
        return tl::unexpected(done.error());
    return made;
}

Commands::~Commands() {
    if (m_device.isAbandoned())
        return;
    const VolkDeviceTable& calls = m_device.calls();
    for (VkDescriptorPool pool : m_pools)
        calls.vkDestroyDescriptorPool(m_device.handle(), pool, nullptr);
    calls.vkDestroyQueryPool(m_device.handle(), m_timestamps, nullptr);
    if (m_handle != VK_NULL_HANDLE)
        calls.vkFreeCommandBuffers(m_device.handle(), m_commandPool, 1, &m_handle);
}

bool Commands::begin() {
    if (m_begun || !m_status)
        return m_status.has_value();
    const VkCommandBufferBeginInfo again{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
                                         .pNext = nullptr,
                                         .flags = 0,
                                         .pInheritanceInfo = nullptr};
    m_status = check(m_device.calls().vkBeginCommandBuffer(m_handle, &again), "commands cannot be recorded");
    m_begun = m_status.has_value();
    if (m_begun)
        addBarrier(); // what was submitted before may still be under way
    if (m_begun)
        beginTiming();
    return m_begun;
}

/// Where it cannot be had, nothing is timed.
void Commands::beginTiming() {
    const VolkDeviceTable& calls = m_device.calls();
    const VkQueryPoolCreateInfo wanted{.sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO,
                                       .pNext = nullptr,
                                       .flags = 0,
                                       .queryType = VK_QUERY_TYPE_TIMESTAMP,
                                       .queryCount = kMostTimestamps,
                                       .pipelineStatistics = 0};
    if (m_timestamps == VK_NULL_HANDLE && m_device.hasTimestamps() &&
        calls.vkCreateQueryPool(m_device.handle(), &wanted, nullptr, &m_timestamps) != VK_SUCCESS)
        m_timestamps = VK_NULL_HANDLE;
    m_marks.clear();
    if (m_timestamps == VK_NULL_HANDLE)
        return;
    calls.vkCmdResetQueryPool(m_handle, m_timestamps, 0, kMostTimestamps);
    calls.vkCmdWriteTimestamp(m_handle, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, m_timestamps, 0);
}

void Commands::mark(std::uint32_t label) {
    if (!begin() || m_timestamps == VK_NULL_HANDLE || m_marks.size() + 1 == kMostTimestamps)
        return;
    m_marks.push_back(label);
    m_device.calls().vkCmdWriteTimestamp(m_handle, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, m_timestamps,
                                         static_cast<std::uint32_t>(m_marks.size()));
}

void Commands::addSeconds(std::span<double, kMostLabels> seconds) const {
    if (m_marks.empty())
        return;
    std::vector<std::uint64_t> times(m_marks.size() + 1);
    if (m_device.calls().vkGetQueryPoolResults(m_device.handle(), m_timestamps, 0,
                                               static_cast<std::uint32_t>(times.size()),
                                               times.size() * sizeof(std::uint64_t), times.data(),
                                               sizeof(std::uint64_t), VK_QUERY_RESULT_64_BIT) != VK_SUCCESS)
        return;
    for (std::size_t i = 0; i < m_marks.size(); ++i)
        seconds[m_marks[i]] += m_device.secondsBetween(times[i], times[i + 1]);
}

void Commands::reset() {
    const VolkDeviceTable& calls = m_device.calls();
    calls.vkResetCommandBuffer(m_handle, 0);
    for (VkDescriptorPool pool : m_pools)
        calls.vkResetDescriptorPool(m_device.handle(), pool, 0);
    m_pool = 0;
    m_begun = false;
    m_status = {};
    m_counts = {};
}

bool Commands::addPool() {
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

VkDescriptorSet Commands::takeSet(VkDescriptorSetLayout layout) {
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

VkDescriptorSet Commands::bind(VkDescriptorSetLayout layout, std::initializer_list<const Buffer*> buffers) {
    const VkDescriptorSet set = takeSet(layout);
    if (set == VK_NULL_HANDLE)
        return set;
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
    m_device.calls().vkUpdateDescriptorSets(m_device.handle(), count, writes.data(), 0, nullptr);
    return set;
}

void Commands::addBarrier() {
    constexpr VkAccessFlags kAll = VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_SHADER_WRITE_BIT |
                                   VK_ACCESS_TRANSFER_READ_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
    constexpr VkPipelineStageFlags kStages =
        VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;
    const VkMemoryBarrier barrier{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                  .pNext = nullptr,
                                  .srcAccessMask = kAll,
                                  .dstAccessMask = kAll};
    m_device.calls().vkCmdPipelineBarrier(m_handle, kStages, kStages, 0, 1, &barrier, 0, nullptr, 0, nullptr);
    ++m_counts.barriers;
    m_read.clear();
    m_written.clear();
}

/// A barrier where something reads what is written, or writes what is read or written, since the last one.
void Commands::waitWhereNeeded(std::span<const VkBuffer> read, std::span<const VkBuffer> written) {
    if (areThere(read, m_written) || areThere(written, m_written) || areThere(written, m_read))
        addBarrier();
}

void Commands::use(VkBuffer buffer, bool writes) {
    (writes ? m_written : m_read).push_back(buffer);
}

void Commands::dispatch(const Pipeline& pipeline, std::initializer_list<const Buffer*> buffers,
                        std::span<const std::byte> arguments, const Groups& groups, Order order) {
    if (!begin())
        return;
    const VkDescriptorSet set = bind(pipeline.bindings(), buffers);
    if (set == VK_NULL_HANDLE)
        return;
    std::vector<VkBuffer> read, written;
    for (std::uint32_t i = 0; i < buffers.size(); ++i)
        ((pipeline.written() >> i & 1) != 0 ? written : read).push_back((*(buffers.begin() + i))->handle());
    if (order == Order::After)
        waitWhereNeeded(read, written);
    for (VkBuffer buffer : read)
        use(buffer, false);
    for (VkBuffer buffer : written)
        use(buffer, true);
    const VolkDeviceTable& calls = m_device.calls();
    calls.vkCmdBindPipeline(m_handle, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
    calls.vkCmdBindDescriptorSets(m_handle, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0, 1, &set, 0,
                                  nullptr);
    calls.vkCmdPushConstants(m_handle, pipeline.layout(), VK_SHADER_STAGE_COMPUTE_BIT, 0,
                             static_cast<std::uint32_t>(arguments.size()), arguments.data());
    calls.vkCmdDispatch(m_handle, groups[0], groups[1], groups[2]);
    ++m_counts.dispatches;
}

void Commands::copy(const Buffer& from, std::uint64_t fromByte, const Buffer& to, std::uint64_t toByte,
                    std::uint64_t bytes) {
    if (bytes == 0 || !begin())
        return;
    waitWhereNeeded(std::array{from.handle()}, std::array{to.handle()});
    use(from.handle(), false);
    use(to.handle(), true);
    const VkBufferCopy region{.srcOffset = fromByte, .dstOffset = toByte, .size = bytes};
    m_device.calls().vkCmdCopyBuffer(m_handle, from.handle(), to.handle(), 1, &region);
    ++m_counts.copies;
}

void Commands::clear(const Buffer& buffer) {
    if (!begin())
        return;
    waitWhereNeeded({}, std::array{buffer.handle()});
    use(buffer.handle(), true);
    m_device.calls().vkCmdFillBuffer(m_handle, buffer.handle(), 0, VK_WHOLE_SIZE, 0);
    ++m_counts.copies;
}

Status Commands::end() {
    if (!begin())
        return m_status;
    // What the device wrote is to be seen by the program.
    const VkMemoryBarrier barrier{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                  .pNext = nullptr,
                                  .srcAccessMask = VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT,
                                  .dstAccessMask = VK_ACCESS_HOST_READ_BIT};
    m_device.calls().vkCmdPipelineBarrier(
        m_handle, VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT,
        VK_PIPELINE_STAGE_HOST_BIT, 0, 1, &barrier, 0, nullptr, 0, nullptr);
    ++m_counts.barriers;
    m_status = check(m_device.calls().vkEndCommandBuffer(m_handle), "commands cannot be recorded");
    return m_status;
}

} // namespace plm::vulkan
