// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/device.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace plm::vulkan {

/// A file that holds for one device and version of its driver, with a sum behind its data (docs/formats.md).
/// One thread at a time; the device must outlive it.
class DeviceFile {
public:
    /// `kind` ends its name and `magic`, of eight characters, begins it; an empty folder: there is none.
    DeviceFile(const Device& device, const std::filesystem::path& folder, std::string_view kind,
               std::string_view magic);

    /// Whether there is a place for it.
    [[nodiscard]] bool isKept() const { return !m_path.empty(); }
    /// Its data; nothing where it is not there, is not whole, or is another device's.
    [[nodiscard]] std::vector<std::byte> read() const;
    /// Writes it anew, and its folder where that is not there. Fails with Io.
    Status write(std::span<const std::byte> data) const;

    static constexpr std::size_t kMostBytes = std::size_t{256} << 20;

private:
    const Device& m_device;
    std::filesystem::path m_path;
    std::string_view m_magic;
};

} // namespace plm::vulkan
