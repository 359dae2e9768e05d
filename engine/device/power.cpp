// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/text_file.h"

#include <plm/machine.h>

#include <algorithm>

namespace plm {

using device::eachEntry;
using device::firstLine;
using device::number;

namespace {

/// What a battery gives in watts. Some tell the power, others voltage and current, all in millionths; some
/// count a current that flows out below zero.
std::optional<double> wattsOf(const std::filesystem::path& battery) {
    const auto millionths = [&](const char* name) -> std::optional<double> {
        auto line = firstLine(battery / name);
        if (line && line->starts_with('-'))
            line->erase(0, 1);
        const auto value = number(line);
        return value ? std::optional(static_cast<double>(*value) / 1e6) : std::nullopt;
    };
    if (const auto power = millionths("power_now"))
        return power;
    const auto amperes = millionths("current_now"), volts = millionths("voltage_now");
    return amperes && volts ? std::optional(*amperes * *volts) : std::nullopt;
}

} // namespace

std::optional<EnergyReading> energyReading(const std::filesystem::path& root) {
    EnergyReading reading;
    // intel-rapl:0 is a package, and so it is called with AMD too; intel-rapl:0:0 is a part of it.
    eachEntry(root / "sys/class/powercap", "intel-rapl:", [&](const std::filesystem::path& zone) {
        const std::string name = zone.filename().string();
        if (std::count(name.begin(), name.end(), ':') != 1)
            return;
        const auto energy = number(firstLine(zone / "energy_uj"));
        if (!energy || !firstLine(zone / "name").value_or("package").starts_with("package"))
            return;
        reading.microjoules.push_back(*energy);
        reading.wrapsAt.push_back(number(firstLine(zone / "max_energy_range_uj")).value_or(0));
    });
    return reading.microjoules.empty() ? std::nullopt : std::optional(std::move(reading));
}

std::optional<double> watts(const EnergyReading& before, const EnergyReading& after, double seconds) {
    if (before.microjoules.size() != after.microjoules.size() || !(seconds > 0))
        return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < before.microjoules.size(); ++i) {
        const std::uint64_t from = before.microjoules[i], to = after.microjoules[i];
        if (to < from && after.wrapsAt[i] < from)
            return std::nullopt; // it began anew for some other reason
        sum += static_cast<double>(to < from ? after.wrapsAt[i] - from + to : to - from);
    }
    return sum / 1e6 / seconds;
}

std::optional<double> sensorWatts(const std::filesystem::path& root) {
    std::optional<double> found;
    eachEntry(root / "sys/class/hwmon", "hwmon", [&](const std::filesystem::path& chip) {
        for (const char* name : {"power1_input", "power1_average"}) // in microwatts
            if (const auto microwatts = number(firstLine(chip / name)); microwatts && !found)
                found = static_cast<double>(*microwatts) / 1e6;
    });
    return found;
}

std::optional<double> batteryWatts(const std::filesystem::path& root) {
    std::optional<double> sum;
    eachEntry(root / "sys/class/power_supply", "", [&](const std::filesystem::path& supply) {
        // Mice and headsets have batteries, too, whose scope is the device.
        if (firstLine(supply / "type") != "Battery" || firstLine(supply / "scope") == "Device" ||
            firstLine(supply / "status") != "Discharging")
            return;
        if (const auto watts = wattsOf(supply))
            sum = sum.value_or(0) + *watts;
    });
    return sum;
}

std::optional<double> wattsNow(const std::filesystem::path& root) {
    const auto sensor = sensorWatts(root);
    return sensor ? sensor : batteryWatts(root);
}

} // namespace plm
