// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/device.h"
#include "plm/executors.h"
#include "plm/machine.h"

#include <optional>
#include <string>
#include <vector>

namespace plm {

/// A machine at this moment.
struct DeviceReport {
    Machine device;
    KernelChoice kernels;
    Conditions conditions;
    std::optional<double> watts; ///< by a sensor, or else the battery
};

/// The processor's instruction sets, those that the kernels use first.
[[nodiscard]] std::vector<std::string> instructionSets(const KernelChoice& kernels, const Machine& machine);

/// Reads what the machine tells, and measures nothing. Any thread.
[[nodiscard]] DeviceReport describeDevice();

} // namespace plm
