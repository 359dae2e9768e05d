// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault_plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace peripheral::faults {

namespace {

constexpr std::array<std::pair<std::string_view, FaultKind>, 15> kNames{{
    {"lost", FaultKind::Lost},
    {"memory", FaultKind::Memory},
    {"crash", FaultKind::Crash},
    {"hang", FaultKind::Hang},
    {"pipeline", FaultKind::Pipeline},
    {"crash-in-pipeline", FaultKind::CrashInPipeline},
    {"hang-in-pipeline", FaultKind::HangInPipeline},
    {"wrong", FaultKind::Wrong},
    {"crash-in-instance", FaultKind::CrashInInstance},
    {"hang-in-instance", FaultKind::HangInInstance},
    {"no-instance", FaultKind::NoInstance},
    {"crash-in-device", FaultKind::CrashInDevice},
    {"hang-in-device", FaultKind::HangInDevice},
    {"no-device", FaultKind::NoDevice},
    {"little-memory", FaultKind::LittleMemory},
}};

std::optional<Fault> fault(std::string_view text) {
    const std::size_t sign = text.find('@');
    const auto* const named = std::find_if(
        kNames.begin(), kNames.end(), [&](const auto& one) { return one.first == text.substr(0, sign); });
    if (named == kNames.end())
        return std::nullopt;
    Fault found{named->second};
    if (sign == std::string_view::npos)
        return found;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + sign + 1, end, found.at);
    return read.ec == std::errc() && read.ptr == end && found.at > 0 ? std::optional(found) : std::nullopt;
}

} // namespace

std::optional<std::vector<Fault>> faultPlan(std::string_view text) {
    std::vector<Fault> plan;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const auto one = fault(text.substr(0, comma));
        if (!one)
            return std::nullopt;
        plan.push_back(*one);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return plan;
}

} // namespace peripheral::faults
