// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/pipeline.h"

#include <fmt/format.h>
#include <utility>
#include <vector>

namespace plm::vulkan {

Result<Pipeline> Pipeline::create(const Device& device, const Shader& shader,
                                  std::span<const std::uint32_t> constants, VkPipelineCache cache) {
    Pipeline pipeline(device, shader.written);
    Status made = pipeline.createLayout(shader);
    if (made)
        made = pipeline.compile(shader, constants, cache);
    if (!made)
        return tl::unexpected(made.error());
    return pipeline;
}

Status Pipeline::createLayout(const Shader& shader) {
    std::vector<VkDescriptorSetLayoutBinding> bindings;
    for (std::uint32_t i = 0; i < shader.bindings; ++i)
        bindings.push_back({.binding = i,
                            .descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                            .descriptorCount = 1,
                            .stageFlags = VK_SHADER_STAGE_COMPUTE_BIT,
                            .pImmutableSamplers = nullptr});
    const VkDescriptorSetLayoutCreateInfo set{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO,
                                              .pNext = nullptr,
                                              .flags = 0,
                                              .bindingCount = shader.bindings,
                                              .pBindings = bindings.data()};
    const VolkDeviceTable& calls = m_device->calls();
    const auto what = fmt::format("the shader {} could not be laid out", shader.name);
    if (Status made =
            check(calls.vkCreateDescriptorSetLayout(m_device->handle(), &set, nullptr, &m_bindings), what);
        !made)
        return made;
    const VkPushConstantRange arguments{
        .stageFlags = VK_SHADER_STAGE_COMPUTE_BIT, .offset = 0, .size = shader.argumentBytes};
    const VkPipelineLayoutCreateInfo layout{.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO,
                                            .pNext = nullptr,
                                            .flags = 0,
                                            .setLayoutCount = 1,
                                            .pSetLayouts = &m_bindings,
                                            .pushConstantRangeCount = 1,
                                            .pPushConstantRanges = &arguments};
    return check(calls.vkCreatePipelineLayout(m_device->handle(), &layout, nullptr, &m_layout), what);
}

Status Pipeline::compile(const Shader& shader, std::span<const std::uint32_t> constants,
                         VkPipelineCache cache) {
    std::vector<VkSpecializationMapEntry> entries;
    for (std::uint32_t i = 0; i < constants.size(); ++i)
        entries.push_back({.constantID = i,
                           .offset = static_cast<std::uint32_t>(i * sizeof(std::uint32_t)),
                           .size = sizeof(std::uint32_t)});
    const VkSpecializationInfo values{.mapEntryCount = static_cast<std::uint32_t>(entries.size()),
                                      .pMapEntries = entries.data(),
                                      .dataSize = constants.size_bytes(),
                                      .pData = constants.data()};
    const VkShaderModuleCreateInfo code{.sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO,
                                        .pNext = nullptr,
                                        .flags = 0,
                                        .codeSize = shader.code.size_bytes(),
                                        .pCode = shader.code.data()};
    const VolkDeviceTable& calls = m_device->calls();
    const auto what = fmt::format("the shader {} could not be compiled", shader.name);
    VkShaderModule module = VK_NULL_HANDLE;
    if (Status made = check(calls.vkCreateShaderModule(m_device->handle(), &code, nullptr, &module), what);
        !made)
        return made;
    const std::uint32_t size = m_device->features().requiredSubgroupSize;
    VkPipelineShaderStageRequiredSubgroupSizeCreateInfoEXT subgroups{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_REQUIRED_SUBGROUP_SIZE_CREATE_INFO_EXT,
        .pNext = nullptr,
        .requiredSubgroupSize = size};
    const VkComputePipelineCreateInfo wanted{
        .sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO,
        .pNext = nullptr,
        .flags = 0,
        .stage = {.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO,
                  .pNext = shader.subgroups && size > 0 ? &subgroups : nullptr,
                  .flags = 0,
                  .stage = VK_SHADER_STAGE_COMPUTE_BIT,
                  .module = module,
                  .pName = "main",
                  .pSpecializationInfo = &values},
        .layout = m_layout,
        .basePipelineHandle = VK_NULL_HANDLE,
        .basePipelineIndex = 0};
    Status made = check(
        calls.vkCreateComputePipelines(m_device->handle(), cache, 1, &wanted, nullptr, &m_handle), what);
    calls.vkDestroyShaderModule(m_device->handle(), module, nullptr);
    return made;
}

Pipeline::Pipeline(Pipeline&& other) noexcept {
    *this = std::move(other);
}

Pipeline& Pipeline::operator=(Pipeline&& other) noexcept {
    std::swap(m_device, other.m_device);
    std::swap(m_written, other.m_written);
    std::swap(m_bindings, other.m_bindings);
    std::swap(m_layout, other.m_layout);
    std::swap(m_handle, other.m_handle);
    return *this;
}

Pipeline::~Pipeline() {
    if (m_device == nullptr || m_device->isAbandoned())
        return;
    const VolkDeviceTable& calls = m_device->calls();
    calls.vkDestroyPipeline(m_device->handle(), m_handle, nullptr);
    calls.vkDestroyPipelineLayout(m_device->handle(), m_layout, nullptr);
    calls.vkDestroyDescriptorSetLayout(m_device->handle(), m_bindings, nullptr);
}

} // namespace plm::vulkan
