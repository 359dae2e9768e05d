// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/pipeline_cache.h"

#include <cstring>
#include <utility>

namespace plm::vulkan {

namespace {

/// Whether the driver wrote it for this device. Drivers look, too, but some crashed on what was not theirs.
bool isOf(std::span<const std::byte> data, const VkPhysicalDeviceProperties& device) {
    VkPipelineCacheHeaderVersionOne header{};
    if (data.size() < sizeof header)
        return false;
    std::memcpy(&header, data.data(), sizeof header);
    return header.headerSize >= sizeof header && header.headerSize <= data.size() &&
           header.headerVersion == VK_PIPELINE_CACHE_HEADER_VERSION_ONE &&
           header.vendorID == device.vendorID && header.deviceID == device.deviceID &&
           std::memcmp(header.pipelineCacheUUID, device.pipelineCacheUUID, VK_UUID_SIZE) == 0;
}

/// The driver's data, where the file is sound and this driver's.
std::vector<std::byte> dataOf(const DeviceFile& file, const VkPhysicalDeviceProperties& device) {
    std::vector<std::byte> data = file.read();
    return isOf(data, device) ? std::move(data) : std::vector<std::byte>();
}

} // namespace

PipelineCache::PipelineCache(const Device& device, const std::filesystem::path& folder)
    : m_device(device),
      m_file(device, folder, "pipelines", "PLMPIPE1"),
      m_read(dataOf(m_file, device.properties())) {
    const VkPipelineCacheCreateInfo wanted{.sType = VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO,
                                           .pNext = nullptr,
                                           .flags = 0,
                                           .initialDataSize = m_read.size(),
                                           .pInitialData = m_read.data()};
    if (device.calls().vkCreatePipelineCache(device.handle(), &wanted, nullptr, &m_handle) != VK_SUCCESS)
        m_handle = VK_NULL_HANDLE;
}

PipelineCache::PipelineCache(PipelineCache&& other) noexcept
    : m_device(other.m_device),
      m_file(std::move(other.m_file)),
      m_read(std::move(other.m_read)),
      m_handle(std::exchange(other.m_handle, VK_NULL_HANDLE)) {}

PipelineCache::~PipelineCache() {
    if (!m_device.isAbandoned())
        m_device.calls().vkDestroyPipelineCache(m_device.handle(), m_handle, nullptr);
}

std::vector<std::byte> PipelineCache::data() const {
    const VolkDeviceTable& calls = m_device.calls();
    std::size_t bytes = 0;
    if (m_handle == VK_NULL_HANDLE ||
        calls.vkGetPipelineCacheData(m_device.handle(), m_handle, &bytes, nullptr) != VK_SUCCESS)
        return {};
    std::vector<std::byte> data(bytes);
    if (calls.vkGetPipelineCacheData(m_device.handle(), m_handle, &bytes, data.data()) != VK_SUCCESS)
        return {};
    data.resize(bytes);
    return data;
}

Status PipelineCache::save() {
    const std::vector<std::byte> now = m_file.isKept() ? data() : std::vector<std::byte>();
    if (now.empty() || now == m_read || now.size() > DeviceFile::kMostBytes / 2)
        return {};
    return m_file.write(now);
}

} // namespace plm::vulkan
