// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/resident_bytes.h"

#include <cinttypes>
#include <cstdio>
#include <fstream>
#include <string>

namespace plm {

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
