// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/page_in.h"

#include <algorithm>
#include <cstdint>
#include <sys/mman.h>
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

void releasePages(std::span<const std::byte> bytes) {
    const auto pageSize = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(bytes.data()) + pageSize - 1) / pageSize * pageSize;
    const auto end = reinterpret_cast<std::uintptr_t>(bytes.data() + bytes.size()) / pageSize * pageSize;
    if (begin < end)
        (void)madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

} // namespace plm
