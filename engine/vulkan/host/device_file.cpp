// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/device_file.h"

#include "files/input_file.h"
#include "files/summed.h"
#include "hash/xxh64.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <system_error>

namespace plm::vulkan {

namespace fs = std::filesystem;

namespace {

/// What stands before the data.
struct Header {
    std::array<char, 8> magic{};
    std::uint32_t vendor = 0, device = 0, driver = 0, unused = 0;
};

Header headerOf(const VkPhysicalDeviceProperties& device, std::string_view magic) {
    Header header;
    std::copy_n(magic.begin(), std::min(magic.size(), header.magic.size()), header.magic.begin());
    header.vendor = device.vendorID;
    header.device = device.deviceID;
    header.driver = device.driverVersion;
    return header;
}

} // namespace

DeviceFile::DeviceFile(const Device& device, const fs::path& folder, std::string_view kind,
                       std::string_view magic)
    : m_device(device),
      m_magic(magic) {
    const VkPhysicalDeviceProperties& of = device.properties();
    if (!folder.empty())
        m_path = folder / fmt::format("{:08x}-{:08x}-{:08x}-{:02x}.{}", of.vendorID, of.deviceID,
                                      of.driverVersion, fmt::join(std::span(of.pipelineCacheUUID), ""), kind);
}

std::vector<std::byte> DeviceFile::read() const {
    if (!isKept())
        return {};
    const auto file = files::InputFile::open(m_path);
    constexpr std::size_t kAround = sizeof(Header) + sizeof(std::uint64_t);
    if (!file || file->size() <= kAround || file->size() > kMostBytes)
        return {};
    std::vector<std::byte> bytes(static_cast<std::size_t>(file->size()));
    if (!file->read(0, bytes))
        return {};
    std::uint64_t sum = 0;
    const std::span summed = std::span<const std::byte>(bytes).first(bytes.size() - sizeof sum);
    std::memcpy(&sum, bytes.data() + summed.size(), sizeof sum);
    const Header own = headerOf(m_device.properties(), m_magic);
    if (xxh64Of(summed) != sum || std::memcmp(bytes.data(), &own, sizeof own) != 0)
        return {};
    const std::span<const std::byte> data = summed.subspan(sizeof own);
    return {data.begin(), data.end()};
}

Status DeviceFile::write(std::span<const std::byte> data) const {
    std::error_code ignored; // what is wrong with the folder is wrong with the file
    fs::create_directories(m_path.parent_path(), ignored);
    auto file = files::TemporaryFile::create(m_path, files::TemporaryFile::Readers::Owner);
    if (!file)
        return tl::unexpected(file.error());
    files::SummedWriter writer(std::move(*file));
    const Header header = headerOf(m_device.properties(), m_magic);
    Status done = writer.write(std::as_bytes(std::span(&header, 1)));
    if (done)
        done = writer.write(data);
    return done ? writer.finish() : done;
}

} // namespace plm::vulkan
