// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/pipeline_cache.h"

#include "files/input_file.h"
#include "files/summed.h"
#include "hash/xxh64.h"

#include <array>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <system_error>
#include <utility>

namespace plm::vulkan {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20;

/// What stands before the driver's own data (docs/formats.md).
struct Header {
    std::array<char, 8> magic{'P', 'L', 'M', 'P', 'I', 'P', 'E', '1'};
    std::uint32_t vendor = 0, device = 0, driver = 0, unused = 0;
};

Header headerOf(const VkPhysicalDeviceProperties& device) {
    Header header;
    header.vendor = device.vendorID;
    header.device = device.deviceID;
    header.driver = device.driverVersion;
    return header;
}

std::span<const std::byte> bytesOf(const Header& header) {
    return std::as_bytes(std::span(&header, 1));
}

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

/// The driver's data; nothing where the file is not there, is not whole, or is another device's.
std::vector<std::byte> soundData(const fs::path& path, const VkPhysicalDeviceProperties& device) {
    const auto file = files::InputFile::open(path);
    constexpr std::size_t kAround = sizeof(Header) + sizeof(std::uint64_t);
    if (!file || file->size() <= kAround || file->size() > kMostBytes)
        return {};
    std::vector<std::byte> bytes(static_cast<std::size_t>(file->size()));
    if (!file->read(0, bytes))
        return {};
    std::uint64_t sum = 0;
    const std::span summed = std::span<const std::byte>(bytes).first(bytes.size() - sizeof sum);
    std::memcpy(&sum, bytes.data() + summed.size(), sizeof sum);
    const Header own = headerOf(device);
    const std::span<const std::byte> data = summed.subspan(sizeof own);
    if (xxh64Of(summed) != sum || std::memcmp(bytes.data(), &own, sizeof own) != 0 || !isOf(data, device))
        return {};
    return {data.begin(), data.end()};
}

} // namespace

fs::path PipelineCache::fileOf(const Device& device, const fs::path& folder) {
    const VkPhysicalDeviceProperties& of = device.properties();
    return folder / fmt::format("{:08x}-{:08x}-{:08x}-{:02x}.pipelines", of.vendorID, of.deviceID,
                                of.driverVersion, fmt::join(std::span(of.pipelineCacheUUID), ""));
}

PipelineCache::PipelineCache(const Device& device, const fs::path& folder)
    : m_device(device),
      m_file(folder.empty() ? fs::path() : fileOf(device, folder)),
      m_read(folder.empty() ? std::vector<std::byte>() : soundData(m_file, device.properties())) {
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
    const std::vector<std::byte> now = m_file.empty() ? std::vector<std::byte>() : data();
    if (now.empty() || now == m_read || now.size() > kMostBytes / 2)
        return {};
    std::error_code ignored; // what is wrong with the folder is wrong with the file
    fs::create_directories(m_file.parent_path(), ignored);
    auto file = files::TemporaryFile::create(m_file, files::TemporaryFile::Readers::Owner);
    if (!file)
        return tl::unexpected(file.error());
    files::SummedWriter writer(std::move(*file));
    const Header header = headerOf(m_device.properties());
    Status done = writer.write(bytesOf(header));
    if (done)
        done = writer.write(now);
    return done ? writer.finish() : done;
}

} // namespace plm::vulkan
