// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/loading.h"

#include <algorithm>
#include <fmt/format.h>
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

} // namespace plm
