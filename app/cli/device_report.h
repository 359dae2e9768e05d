// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device.h>
#include <plm/device_profile.h>
#include <plm/kernel_choice.h>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace peripheral::cli {

/// A machine, and what was measured of it.
struct DeviceReport {
    plm::DeviceProfile device;
    plm::KernelChoice kernels;
    plm::Conditions conditions;          ///< after the measurements, where there were any
    std::optional<bool> throttled;       ///< now, or while it was measured
    std::optional<double> readBandwidth; ///< bytes a second; nothing without measuring
    int bandwidthThreads = 0;
    std::optional<double> watts; ///< while it was measured; without measuring, of this moment
};

/// Reads what the machine tells, and measures nothing.
DeviceReport describeDevice();

/// The processor's instruction sets, those that the kernels use first.
std::vector<std::string> instructionSets(const DeviceReport& report);

/// What is not measured is null.
nlohmann::json deviceJson(const DeviceReport& report);
/// A line a fact; what is not measured says so.
std::string deviceText(const DeviceReport& report);

} // namespace peripheral::cli
