// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/text_file.h"

#include <plm/device.h>
#include <plm/machine.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/utsname.h>
#include <vector>

namespace plm {

using device::eachEntry;
using device::field;
using device::firstLine;
using device::number;

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

/// The graphics processors in /sys/class/drm; nothing where there is no such folder, as in many containers.
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

struct Flag {
    std::string_view flag; ///< as the system writes it
    std::string_view name; ///< as the kernels have it
};

#if defined(__aarch64__)
constexpr const char* kKey = "Features";
constexpr std::array kFlags{
    Flag{"asimd", "NEON"},       Flag{"asimdhp", "fp16"}, Flag{"asimddp", "dotprod"}, Flag{"asimdfhm", "fhm"},
    Flag{"i8mm", "i8mm"},        Flag{"bf16", "bf16"},    Flag{"sve", "SVE"},         Flag{"sve2", "SVE2"},
    Flag{"svei8mm", "SVE i8mm"}, Flag{"sme", "SME"},
};
#else
constexpr const char* kKey = "flags";
constexpr std::array kFlags{
    Flag{"ssse3", "SSSE3"},
    Flag{"sse4_2", "SSE4.2"},
    Flag{"avx", "AVX"},
    Flag{"f16c", "F16C"},
    Flag{"fma", "FMA"},
    Flag{"avx2", "AVX2"},
    Flag{"avx_vnni", "AVX-VNNI"},
    Flag{"avx512f", "AVX512F"},
    Flag{"avx512dq", "AVX512DQ"},
    Flag{"avx512bw", "AVX512BW"},
    Flag{"avx512vl", "AVX512VL"},
    Flag{"avx512_vnni", "AVX512VNNI"},
    Flag{"avx512vbmi", "AVX512VBMI"},
    Flag{"avx512_bf16", "AVX512BF16"},
    Flag{"avx512_fp16", "AVX512FP16"},
    Flag{"amx_tile", "AMX-TILE"},
    Flag{"amx_int8", "AMX-INT8"},
    Flag{"amx_bf16", "AMX-BF16"},
};
#endif

/// Of the processor's instruction sets those that matter to products of vectors, older ones first, from the
/// flags (x86) or features (arm64) in /proc/cpuinfo.
std::vector<std::string> instructionSets(const std::filesystem::path& root) {
    std::set<std::string, std::less<>> flags;
    std::istringstream words(field(root / "proc/cpuinfo", kKey).value_or(""));
    for (std::string word; words >> word;)
        flags.insert(word);
    std::vector<std::string> names;
    for (const auto& [flag, name] : kFlags)
        if (flags.contains(flag))
            names.emplace_back(name);
    return names;
}

/// Calls visit(folder) with cpu0, cpu1 and so on, of those that are there.
template <class Visit>
void eachProcessor(const std::filesystem::path& root, const Visit& visit) {
    eachEntry(root / "sys/devices/system/cpu", "cpu", [&](const std::filesystem::path& cpu) {
        const std::string name = cpu.filename().string();
        if (name.find_first_not_of("0123456789", 3) == std::string::npos && name.size() > 3)
            visit(cpu);
    });
}

void countCores(const std::filesystem::path& root, Machine& machine) {
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
        machine.logicalCores = logical;
        machine.physicalCores = static_cast<int>(cores.size());
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
    caches.reserve(found.size());
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
    const auto kilobytes = number(field(root / "proc/meminfo", key));
    return kilobytes ? std::optional(*kilobytes * 1024) : std::nullopt;
}

} // namespace

std::optional<std::uint64_t> availableMemory(const std::filesystem::path& root) {
    return memory(root, "MemAvailable");
}

Machine describeMachine(const std::filesystem::path& root) {
    Machine machine;
    machine.processor = processorName(root);
    utsname system{};
    machine.architecture = ::uname(&system) == 0 ? system.machine : "unknown";
    countCores(root, machine);
    machine.instructionSets = instructionSets(root);
    machine.caches = caches(root);
    machine.memoryBytes = memory(root, "MemTotal");
    machine.availableBytes = availableMemory(root);
    machine.gpus = gpus(root);
    machine.highestMegahertz = highestClock(root);
    machine.throttledEver = throttledEver(root);
    return machine;
}

} // namespace plm
