// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/device.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace plm::vulkan {

/// What a buffer is for, which decides where it lies.
enum class BufferUse {
    Device,   ///< read and written by shaders only
    Upload,   ///< written by the program, read by the device
    Readback, ///< written by the device, read by the program
};

/// Memory that shaders see, of at least one byte. Move-only; the device must outlive it.
class Buffer {
public:
    /// No buffer.
    Buffer() = default;
    /// Fails with OutOfMemory, naming the bytes, where the device has not so much or binds no such range.
    static Result<Buffer> create(const Device& device, std::uint64_t bytes, BufferUse use);
    Buffer(Buffer&& other) noexcept;
    Buffer& operator=(Buffer&& other) noexcept;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer();

    [[nodiscard]] VkBuffer handle() const { return m_handle; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    /// Of one that is not Device only; coherent.
    template <class T>
    [[nodiscard]] std::span<T> as() const {
        return {static_cast<T*>(m_mapped), m_bytes / sizeof(T)};
    }

private:
    Buffer(const Device& device, std::uint64_t bytes) : m_device(&device), m_bytes(bytes) {}
    Status allocate(BufferUse use);

    const Device* m_device = nullptr;
    std::uint64_t m_bytes = 0;
    VkBuffer m_handle = VK_NULL_HANDLE;
    VkDeviceMemory m_memory = VK_NULL_HANDLE;
    void* m_mapped = nullptr;
};

} // namespace plm::vulkan
