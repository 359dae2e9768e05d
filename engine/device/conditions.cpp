// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/text_file.h"

#include <plm/device.h>

#include <algorithm>

namespace plm {

using device::eachEntry;
using device::firstLine;
using device::number;

namespace {

std::optional<double> hottest(const std::filesystem::path& root) {
    std::optional<double> temperature;
    eachEntry(root / "sys/class/thermal", "thermal_zone", [&](const std::filesystem::path& zone) {
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
    eachEntry(root / "sys/devices/system/cpu", "cpu", [&](const std::filesystem::path& cpu) {
        if (const auto count = number(firstLine(cpu / "thermal_throttle/core_throttle_count")))
            events = events.value_or(0) + *count;
    });
    return events;
}

/// cpufreq counts in kHz. Where it is not there, as in many virtual machines, x86 tells in /proc/cpuinfo.
std::optional<double> fastestClock(const std::filesystem::path& root) {
    std::optional<double> fastest;
    const auto add = [&fastest](double megahertz) { fastest = std::max(fastest.value_or(0), megahertz); };
    eachEntry(root / "sys/devices/system/cpu", "cpu", [&](const std::filesystem::path& cpu) {
        if (const auto kilohertz = number(firstLine(cpu / "cpufreq/scaling_cur_freq")))
            add(static_cast<double>(*kilohertz) / 1000);
    });
    if (!fastest)
        for (const std::string& megahertz : device::fields(root / "proc/cpuinfo", "cpu MHz"))
            if (const auto whole = number(megahertz))
                add(static_cast<double>(*whole));
    return fastest;
}

} // namespace

Conditions conditions(const std::filesystem::path& root) {
    return {hottest(root), firstLine(root / "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
            throttledNow(root), throttleEvents(root), fastestClock(root)};
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
