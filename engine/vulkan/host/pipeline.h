// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/device.h"

#include <cstdint>
#include <span>

namespace plm::vulkan {

/// A shader as it stands in the program: SPIR-V, of which the first bindings of set 0 are storage buffers.
struct Shader {
    std::string_view name;
    std::span<const std::uint32_t> code;
    std::uint32_t bindings;
    std::uint32_t written;       ///< a bit for each binding that it writes
    std::uint32_t argumentBytes; ///< of its push constants
    bool subgroups = false;      ///< whether it needs them, all of one size
};

/// A shader, made for a device with the values of its constants. Move-only; the device must outlive it.
class Pipeline {
public:
    Pipeline() = default;
    /// `constants` are those of constant_id 0 and up. What the cache has need not be compiled.
    static Result<Pipeline> create(const Device& device, const Shader& shader,
                                   std::span<const std::uint32_t> constants,
                                   VkPipelineCache cache = VK_NULL_HANDLE);
    Pipeline(Pipeline&& other) noexcept;
    Pipeline& operator=(Pipeline&& other) noexcept;
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;
    ~Pipeline();

    [[nodiscard]] VkPipeline handle() const { return m_handle; }
    [[nodiscard]] VkPipelineLayout layout() const { return m_layout; }
    [[nodiscard]] VkDescriptorSetLayout bindings() const { return m_bindings; }
    /// As Shader::written.
    [[nodiscard]] std::uint32_t written() const { return m_written; }

private:
    Pipeline(const Device& device, std::uint32_t written) : m_device(&device), m_written(written) {}
    Status createLayout(const Shader& shader);
    Status compile(const Shader& shader, std::span<const std::uint32_t> constants, VkPipelineCache cache);

    const Device* m_device = nullptr;
    std::uint32_t m_written = 0;
    VkDescriptorSetLayout m_bindings = VK_NULL_HANDLE;
    VkPipelineLayout m_layout = VK_NULL_HANDLE;
    VkPipeline m_handle = VK_NULL_HANDLE;
};

} // namespace plm::vulkan
