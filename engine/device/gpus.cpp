// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/gpus.h"

#include "device/text_file.h"

#include <array>
#include <fmt/format.h>
#include <fstream>

namespace plm::device {

namespace {

struct Maker {
    std::uint64_t number;
    std::string_view name;
};

/// PCI's numbers of those who make graphics processors, or pretend to in virtual machines.
constexpr std::array kMakers{Maker{0x1002, "AMD"},    Maker{0x10de, "NVIDIA"}, Maker{0x8086, "Intel"},
                             Maker{0x1af4, "virtio"}, Maker{0x15ad, "VMware"}, Maker{0x1234, "QEMU"}};

/// What follows `key` and "=" in a file of such lines.
std::string assigned(const std::filesystem::path& path, const std::string& key) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(key + '='))
            return line.substr(key.size() + 1);
    return {};
}

Gpu gpuOf(const std::filesystem::path& device) {
    const std::string driver = assigned(device / "uevent", "DRIVER");
    const auto vendor = firstLine(device / "vendor"); // e.g. 0x10de
    const auto maker = vendor && vendor->starts_with("0x") ? number(vendor->substr(2), 16) : std::nullopt;
    if (!maker) {
        const std::string compatible = assigned(device / "uevent", "OF_COMPATIBLE_0");
        return {compatible.empty() ? device.filename().string() : compatible, driver};
    }
    const std::string chip = assigned(device / "uevent", "PCI_ID"); // e.g. 10DE:2330
    const auto* const known = std::ranges::find(kMakers, *maker, &Maker::number);
    return {fmt::format("{} {}", known != kMakers.end() ? known->name : "PCI",
                        chip.empty() ? fmt::format("{:04x}", *maker) : chip),
            driver};
}

} // namespace

std::optional<std::vector<Gpu>> gpus(const std::filesystem::path& root) {
    std::error_code unreadable;
    if (!std::filesystem::is_directory(root / "sys/class/drm", unreadable))
        return std::nullopt;
    std::vector<Gpu> gpus;
    eachEntry(root / "sys/class/drm", "card", [&](const std::filesystem::path& card) {
        // card0 is a device, card0-HDMI-A-1 one of its sockets.
        if (card.filename().string().find('-') == std::string::npos)
            gpus.push_back(gpuOf(card / "device"));
    });
    return gpus;
}

} // namespace plm::device
