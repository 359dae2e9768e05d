// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/text_file.h"

#include <plm/machine.h>
#include <plm/system_memory.h>

#include <charconv>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

namespace plm {

namespace {

std::optional<std::uint64_t> memInfo(const std::filesystem::path& root, std::string_view key) {
    constexpr std::uint64_t kUnit = 1024; // the file counts in kB, which are 1024 bytes
    const auto kilobytes = device::number(device::field(root / "proc/meminfo", key));
    return kilobytes ? std::optional(*kilobytes * kUnit) : std::nullopt;
}

/// The first two numbers of a device's mm_stat are what was put there and what it takes.
std::optional<CompressedSwap> compressedSwap(const std::filesystem::path& root) {
    std::optional<CompressedSwap> all;
    device::eachEntry(root / "sys/block", "zram", [&](const std::filesystem::path& device) {
        unsigned long long original = 0;
        unsigned long long compressed = 0;
        const std::string numbers = device::firstLine(device / "mm_stat").value_or("");
        if (std::sscanf(numbers.c_str(), "%llu %llu", &original, &compressed) != 2)
            return;
        if (!all)
            all.emplace();
        all->original += original;
        all->compressed += compressed;
    });
    return all;
}

/// Of a line such as "some avg10=1.25 avg60=0.80 avg300=0.31 total=18250" the first number, as a share.
std::optional<double> shareOf(const std::filesystem::path& path, const std::string& kind) {
    double percent = 0;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const std::string begin = kind + " avg10=";
        const char* const end = line.data() + line.size();
        if (line.starts_with(begin) &&
            std::from_chars(line.data() + begin.size(), end, percent).ec == std::errc())
            return percent / 100;
    }
    return std::nullopt;
}

std::optional<MemoryPressure> memoryPressure(const std::filesystem::path& root) {
    const std::filesystem::path file = root / "proc/pressure/memory";
    const auto some = shareOf(file, "some");
    const auto full = shareOf(file, "full");
    return some && full ? std::optional(MemoryPressure{*some, *full}) : std::nullopt;
}

} // namespace

SystemMemory systemMemory(const std::filesystem::path& root) {
    return {.total = memInfo(root, "MemTotal"),
            .available = availableMemory(root),
            .swapTotal = memInfo(root, "SwapTotal"),
            .swapFree = memInfo(root, "SwapFree"),
            .zram = compressedSwap(root),
            .pressure = memoryPressure(root)};
}

} // namespace plm
