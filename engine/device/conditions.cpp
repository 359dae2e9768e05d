// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/text_file.h"

#include <plm/device.h>

#include <algorithm>

namespace plm {

using device::firstLine;
using device::number;

namespace {

/// Calls `visit` with the folders in `folder` whose names begin with `prefix`; with none where it cannot be
/// read.
template <class Visit>
void eachFolder(const std::filesystem::path& folder, std::string_view prefix, const Visit& visit) {
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable))
        if (entry.path().filename().string().starts_with(prefix))
            visit(entry.path());
}

std::optional<double> hottest(const std::filesystem::path& root) {
    std::optional<double> temperature;
    eachFolder(root / "sys/class/thermal", "thermal_zone", [&](const std::filesystem::path& zone) {
        if (const auto milli = number(firstLine(zone / "temp")))
            temperature = std::max(temperature.value_or(0), static_cast<double>(*milli) / 1000);
    });
    return temperature;
}

/// The firmware of a Raspberry Pi tells it in bits; the lowest four are about now.
std::optional<bool> throttledNow(const std::filesystem::path& root) {
    constexpr std::uint64_t kNow = 0xF;
    const auto bits = number(firstLine(root / "sys/devices/platform/soc/soc:firmware/get_throttled"), 16);
    return bits ? std::optional((*bits & kNow) != 0) : std::nullopt;
}

std::optional<std::uint64_t> throttleEvents(const std::filesystem::path& root) {
    std::optional<std::uint64_t> events;
    eachFolder(root / "sys/devices/system/cpu", "cpu", [&](const std::filesystem::path& cpu) {
        if (const auto count = number(firstLine(cpu / "thermal_throttle/core_throttle_count")))
            events = events.value_or(0) + *count;
    });
    return events;
}

} // namespace

Conditions conditions(const std::filesystem::path& root) {
    return {hottest(root), firstLine(root / "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
            throttledNow(root), throttleEvents(root)};
}

std::optional<bool> wasThrottled(const Conditions& before, const Conditions& after) {
    std::optional<bool> throttled;
    if (before.throttledNow && after.throttledNow)
        throttled = *before.throttledNow || *after.throttledNow;
    if (before.throttleEvents && after.throttleEvents)
        throttled = throttled.value_or(false) || *after.throttleEvents > *before.throttleEvents;
    return throttled;
}

} // namespace plm
