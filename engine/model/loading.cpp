// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/loading.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <string>
#include <sys/sysinfo.h>
#include <unistd.h>
#include <utility>

namespace plm {

namespace {

constexpr std::size_t kStep = std::size_t{8} << 20;

void touch(std::span<const std::byte> part, std::size_t pageSize) {
    volatile std::byte sink{};
    for (std::size_t at = 0; at < part.size(); at += pageSize)
        sink = part[at];
    (void)sink;
}

} // namespace

Loading::Loading(std::string model, std::uint64_t total, LoadProgress progress, std::stop_token stop)
    : m_model(std::move(model)),
      m_total(total),
      m_progress(std::move(progress)),
      m_stop(std::move(stop)) {}

Status Loading::advance(std::uint64_t bytes) {
    if (m_stop.stop_requested())
        return fail(ErrorKind::Cancelled, fmt::format("{}: loading was cancelled.", m_model));
    m_done = std::min(m_done + bytes, m_total);
    if (m_progress)
        m_progress(m_total > 0 ? static_cast<double>(m_done) / static_cast<double>(m_total) : 1.0);
    return {};
}

Status Loading::pageIn(std::span<const std::byte> bytes) {
    const auto pageSize = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    for (std::size_t at = 0; at < bytes.size(); at += kStep) {
        const auto part = bytes.subspan(at, std::min(kStep, bytes.size() - at));
        touch(part, pageSize);
        if (auto goesOn = advance(part.size()); !goesOn)
            return goesOn;
    }
    return {};
}

bool fitsMemory(std::uint64_t bytes) {
    struct sysinfo system {};
    return sysinfo(&system) == 0 && bytes < std::uint64_t{system.totalram} * system.mem_unit / 2;
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
