// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/buffer.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace plm::vulkan {

namespace {

/// What the memory must have, and what is better.
struct MemoryWish {
    VkMemoryPropertyFlags needed, liked;
};

MemoryWish wishOf(BufferUse use) {
    constexpr VkMemoryPropertyFlags kSeen =
        VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
    switch (use) {
    case BufferUse::Device:
        return {0, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT};
    case BufferUse::Upload:
        return {kSeen, 0};
    case BufferUse::Readback:
        return {kSeen, VK_MEMORY_PROPERTY_HOST_CACHED_BIT};
    }
    return {};
}

} // namespace

Result<Buffer> Buffer::create(const Device& device, std::uint64_t bytes, BufferUse use) {
    Buffer buffer(device, std::max<std::uint64_t>((bytes + 3) / 4 * 4, 4));
    if (Status made = buffer.allocate(use); !made)
        return tl::unexpected(made.error());
    return buffer;
}

Status Buffer::allocate(BufferUse use) {
    const auto what = fmt::format("{} had no {} bytes", m_device->name(), m_bytes);
    if (m_bytes > m_device->limits().maxStorageBufferRange)
        return fail(ErrorKind::OutOfMemory, fmt::format("Vulkan: {} in one piece.", what));
    const VolkDeviceTable& calls = m_device->calls();
    const VkBufferCreateInfo wanted{.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
                                    .pNext = nullptr,
                                    .flags = 0,
                                    .size = m_bytes,
                                    .usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT |
                                             VK_BUFFER_USAGE_TRANSFER_SRC_BIT |
                                             VK_BUFFER_USAGE_TRANSFER_DST_BIT,
                                    .sharingMode = VK_SHARING_MODE_EXCLUSIVE,
                                    .queueFamilyIndexCount = 0,
                                    .pQueueFamilyIndices = nullptr};
    if (Status made = check(calls.vkCreateBuffer(m_device->handle(), &wanted, nullptr, &m_handle), what);
        !made)
        return made;
    VkMemoryRequirements needs{};
    calls.vkGetBufferMemoryRequirements(m_device->handle(), m_handle, &needs);
    const MemoryWish wish = wishOf(use);
    const int type = m_device->memoryType(needs.memoryTypeBits, wish.needed, wish.liked);
    if (type < 0)
        return fail(ErrorKind::Unsupported,
                    fmt::format("Vulkan: {} has no memory of the kind that is needed.", m_device->name()));
    const VkMemoryAllocateInfo memory{.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
                                      .pNext = nullptr,
                                      .allocationSize = needs.size,
                                      .memoryTypeIndex = static_cast<std::uint32_t>(type)};
    Status done = check(calls.vkAllocateMemory(m_device->handle(), &memory, nullptr, &m_memory), what);
    if (done)
        done = check(calls.vkBindBufferMemory(m_device->handle(), m_handle, m_memory, 0), what);
    if (done && use != BufferUse::Device)
        done = check(calls.vkMapMemory(m_device->handle(), m_memory, 0, VK_WHOLE_SIZE, 0, &m_mapped), what);
    return done;
}

Buffer::Buffer(Buffer&& other) noexcept {
    *this = std::move(other);
}

Buffer& Buffer::operator=(Buffer&& other) noexcept {
    std::swap(m_device, other.m_device);
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_handle, other.m_handle);
    std::swap(m_memory, other.m_memory);
    std::swap(m_mapped, other.m_mapped);
    return *this;
}

Buffer::~Buffer() {
    if (m_device == nullptr || m_device->isAbandoned())
        return;
    m_device->calls().vkDestroyBuffer(m_device->handle(), m_handle, nullptr);
    m_device->calls().vkFreeMemory(m_device->handle(), m_memory, nullptr);
}

} // namespace plm::vulkan
