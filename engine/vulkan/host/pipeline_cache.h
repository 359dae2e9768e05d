// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/device_file.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace plm::vulkan {

/// What a driver made of shaders, kept in a file for the next start: a file for each device and version of
/// its driver. A file that is damaged, or another driver's, is passed over before the driver sees it.
/// Move-only; one thread at a time; the device must outlive it.
class PipelineCache {
public:
    /// With what the folder has for the device, if anything; an empty folder: nothing is kept.
    PipelineCache(const Device& device, const std::filesystem::path& folder);
    PipelineCache(PipelineCache&& other) noexcept;
    PipelineCache(const PipelineCache&) = delete;
    PipelineCache& operator=(const PipelineCache&) = delete;
    ~PipelineCache();

    /// For making pipelines; null where the device would have none.
    [[nodiscard]] VkPipelineCache handle() const { return m_handle; }
    /// Bytes that were read of the file; 0 where it was of no use.
    [[nodiscard]] std::size_t readBytes() const { return m_read.size(); }
    /// Writes the file, and its folder where that is not there, unless nothing is new. Fails with Io; nothing
    /// but time is lost then.
    Status save();

private:
    [[nodiscard]] std::vector<std::byte> data() const;

    const Device& m_device;
    DeviceFile m_file;
    std::vector<std::byte> m_read;
    VkPipelineCache m_handle = VK_NULL_HANDLE;
};

} // namespace plm::vulkan
