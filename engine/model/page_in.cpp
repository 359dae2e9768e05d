// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/page_in.h"

#include <algorithm>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <sys/sysinfo.h>
#include <unistd.h>

namespace plm {

namespace {

constexpr std::size_t kStep = std::size_t{8} << 20;

/// Reading ahead more than stays in memory would only push out what was read before.
bool fitsMemory(std::size_t bytes) {
    struct sysinfo system {};
    return sysinfo(&system) == 0 && bytes < std::uint64_t{system.totalram} * system.mem_unit / 2;
}

void touch(std::span<const std::byte> part, std::size_t pageSize) {
    volatile std::byte sink{};
    for (std::size_t at = 0; at < part.size(); at += pageSize)
        sink = part[at];
    (void)sink;
}

} // namespace

bool pageIn(std::span<const std::byte> bytes, const LoadProgress& progress, const std::stop_token& stop) {
    const auto pageSize = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const bool reading = fitsMemory(bytes.size());
    for (std::size_t at = 0; reading && at < bytes.size(); at += kStep) {
        if (stop.stop_requested())
            return false;
        if (progress)
            progress(static_cast<double>(at) / static_cast<double>(bytes.size()));
        touch(bytes.subspan(at, std::min(kStep, bytes.size() - at)), pageSize);
    }
    if (progress)
        progress(1.0);
    return !stop.stop_requested();
}

/// Of every mapping, /proc/self/smaps has a line "begin-end …" in hexadecimal, and then "Rss: … kB".
std::uint64_t residentBytes(std::span<const std::byte> bytes) {
    const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
    const auto end = begin + bytes.size();
    std::ifstream maps("/proc/self/smaps");
    std::uint64_t kilobytes = 0;
    bool inside = false;
    for (std::string line; std::getline(maps, line);) {
        std::uint64_t from = 0;
        std::uint64_t to = 0;
        if (std::sscanf(line.c_str(), "%" SCNx64 "-%" SCNx64 " ", &from, &to) == 2)
            inside = from < end && to > begin;
        else if (std::uint64_t count = 0; inside && std::sscanf(line.c_str(), "Rss: %" SCNu64, &count) == 1)
            kilobytes += count;
    }
    return kilobytes * 1024;
}

} // namespace plm
