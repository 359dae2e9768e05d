// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/gpus.h"
#include "device/instruction_sets.h"
#include "device/text_file.h"

#include <plm/device.h>
#include <plm/device_profile.h>

#include <algorithm>
#include <map>
#include <set>
#include <sys/utsname.h>

namespace plm {

using device::eachEntry;
using device::firstLine;
using device::number;

namespace {

/// Calls visit(folder) with cpu0, cpu1 and so on, of those that are there.
template <class Visit>
void eachProcessor(const std::filesystem::path& root, const Visit& visit) {
    eachEntry(root / "sys/devices/system/cpu", "cpu", [&](const std::filesystem::path& cpu) {
        const std::string name = cpu.filename().string();
        if (name.find_first_not_of("0123456789", 3) == std::string::npos && name.size() > 3)
            visit(cpu);
    });
}

void countCores(const std::filesystem::path& root, DeviceProfile& profile) {
    std::set<std::string> cores;
    int logical = 0;
    eachProcessor(root, [&](const std::filesystem::path& cpu) {
        if (firstLine(cpu / "online") == "0")
            return;
        ++logical;
        // A processor that does not say who its siblings are counts as a core of its own.
        cores.insert(firstLine(cpu / "topology/thread_siblings_list").value_or(cpu.string()));
    });
    if (logical > 0) {
        profile.logicalCores = logical;
        profile.physicalCores = static_cast<int>(cores.size());
    }
}

/// "32K" or "8M".
std::optional<std::uint64_t> bytesOf(const std::optional<std::string>& size) {
    const auto value = number(size);
    if (!value)
        return std::nullopt;
    return *value << (size->ends_with('K') ? 10 : size->ends_with('M') ? 20 : 0);
}

/// Caches of one level and type are one entry, and counted by who shares them.
std::vector<ProcessorCache> caches(const std::filesystem::path& root) {
    std::map<std::pair<std::uint64_t, std::string>, std::pair<std::uint64_t, std::set<std::string>>> found;
    eachProcessor(root, [&](const std::filesystem::path& cpu) {
        eachEntry(cpu / "cache", "index", [&](const std::filesystem::path& cache) {
            const auto level = number(firstLine(cache / "level"));
            auto type = firstLine(cache / "type");
            const auto bytes = bytesOf(firstLine(cache / "size"));
            if (!level || !type || !bytes)
                return;
            std::transform(type->begin(), type->end(), type->begin(),
                           [](unsigned char c) { return static_cast<char>(c | 0x20U); });
            auto& [most, sharers] = found[{*level, *type}];
            most = std::max(most, *bytes);
            sharers.insert(firstLine(cache / "shared_cpu_list").value_or(cpu.string()));
        });
    });
    std::vector<ProcessorCache> caches;
    for (const auto& [kind, cache] : found)
        caches.push_back(
            {static_cast<int>(kind.first), kind.second, cache.first, static_cast<int>(cache.second.size())});
    return caches;
}

std::optional<double> highestClock(const std::filesystem::path& root) {
    std::optional<double> highest;
    eachProcessor(root, [&](const std::filesystem::path& cpu) {
        if (const auto kilohertz = number(firstLine(cpu / "cpufreq/cpuinfo_max_freq")))
            highest = std::max(highest.value_or(0), static_cast<double>(*kilohertz) / 1000);
    });
    return highest;
}

/// Bits 16 to 19 of what a Raspberry Pi's firmware tells.
std::optional<bool> throttledEver(const std::filesystem::path& root) {
    constexpr std::uint64_t kEver = 0xF0000;
    const auto bits = number(firstLine(root / "sys/devices/platform/soc/soc:firmware/get_throttled"), 16);
    return bits ? std::optional((*bits & kEver) != 0) : std::nullopt;
}

/// A line of /proc/meminfo, which counts in kB that are 1024 bytes.
std::optional<std::uint64_t> memory(const std::filesystem::path& root, std::string_view key) {
    const auto kilobytes = number(device::field(root / "proc/meminfo", key));
    return kilobytes ? std::optional(*kilobytes * 1024) : std::nullopt;
}

} // namespace

std::optional<std::uint64_t> availableMemory(const std::filesystem::path& root) {
    return memory(root, "MemAvailable");
}

DeviceProfile deviceProfile(const std::filesystem::path& root) {
    DeviceProfile profile;
    profile.processor = processorName(root);
    utsname system{};
    profile.architecture = ::uname(&system) == 0 ? system.machine : "unknown";
    countCores(root, profile);
    profile.instructionSets = device::instructionSets(root);
    profile.caches = caches(root);
    profile.memoryBytes = memory(root, "MemTotal");
    profile.availableBytes = availableMemory(root);
    profile.gpus = device::gpus(root);
    profile.highestMegahertz = highestClock(root);
    profile.throttledEver = throttledEver(root);
    return profile;
}

} // namespace plm
