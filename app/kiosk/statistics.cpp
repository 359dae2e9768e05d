// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/statistics.h"

#include "kiosk/shown.h"
#include "kiosk/small_file.h"

#include <fmt/format.h>
#include <utility>

namespace peripheral::kiosk {
namespace {

constexpr std::size_t kMostOfFile = 4096;
constexpr std::chrono::minutes kSavedEvery{1};

} // namespace

Statistics::Statistics(std::filesystem::path file, std::chrono::sys_seconds today) : m_file(std::move(file)) {
    m_counts.since = today;
    std::error_code error;
    if (!m_file.empty() && std::filesystem::exists(m_file, error)) {
        const auto counts = readSmallFile(m_file, kMostOfFile).and_then(parseCounts);
        if (counts)
            m_counts = *counts;
        else
            m_trouble =
                fmt::format("The statistics of {} begin anew. {}", nameInQuotes(m_file), counts.error());
    }
    ++m_counts.starts;
}

void Statistics::countVisit() {
    ++m_counts.visits;
    changed();
}

void Statistics::countAnswer(std::uint64_t tokens, std::chrono::milliseconds time) {
    ++m_counts.answers;
    m_counts.tokens += tokens;
    m_counts.answering += time;
    changed();
}

void Statistics::countFailedErasure() {
    ++m_counts.failedErasures;
    changed();
}

void Statistics::noteDegrees(double degrees) {
    if (m_counts.hottest && !(degrees > *m_counts.hottest))
        return;
    m_counts.hottest = degrees;
    changed();
}

void Statistics::saveIfDue(Time now) {
    if (m_saved && now - *m_saved < kSavedEvery)
        return;
    if (m_unsaved)
        m_saved = now;
    save();
}

void Statistics::save() {
    if (!m_unsaved || m_file.empty())
        return;
    const auto written = writeSmallFile(m_file, asText(m_counts));
    if (written)
        m_unsaved = false;
    else if (!std::exchange(m_told, true))
        m_trouble = fmt::format("The statistics are not kept. {}", written.error());
}

std::string Statistics::takeTrouble() {
    return std::exchange(m_trouble, {});
}

} // namespace peripheral::kiosk
