// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/erased_memory.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace plm {

namespace {

/// Smaller pieces are in use as a whole, or nearly.
constexpr std::size_t kLarge = std::size_t{64} * 1024;

/// Of whole pages; overwrites those that are in memory. False where the system does not tell or give them
/// back.
bool eraseAndGiveBack(std::span<std::byte> pages, std::size_t page) {
    constexpr std::size_t kAtOnce = 256;
    std::array<unsigned char, kAtOnce> there{};
    for (std::span<std::byte> rest = pages; !rest.empty();) {
        const std::span<std::byte> part = rest.first(std::min(rest.size(), kAtOnce * page));
        if (::mincore(part.data(), part.size(), there.data()) != 0)
            return false;
        for (std::size_t i = 0; i < part.size() / page; ++i)
            if ((there[i] & 1) != 0)
                explicit_bzero(part.data() + i * page, page);
        rest = rest.subspan(part.size());
    }
    return ::madvise(pages.data(), pages.size(), MADV_DONTNEED) == 0;
}

} // namespace

void eraseMemory(std::span<std::byte> bytes) {
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t before = (page - reinterpret_cast<std::uintptr_t>(bytes.data()) % page) % page;
    if (bytes.size() >= std::max(kLarge, before + page)) {
        const std::span<std::byte> pages = bytes.subspan(before, (bytes.size() - before) / page * page);
        if (eraseAndGiveBack(pages, page)) {
            explicit_bzero(bytes.data(), before);
            bytes = bytes.subspan(before + pages.size());
        }
    }
    explicit_bzero(bytes.data(), bytes.size());
}

} // namespace plm
