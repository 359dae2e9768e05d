// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/benchmark.h"
#include "plm/benchmark_run.h"
#include "plm/device.h"
#include "plm/executors.h"
#include "plm/machine.h"
#include "plm/result.h"

#include <optional>
#include <string>
#include <vector>

namespace plm {

/// What a model does on this machine.
struct DeviceMeasurement {
    BenchRun run;
    std::vector<BenchResult> results;
    std::optional<double> watts; ///< of the processor, while the tests ran
};

/// Runs deviceTests() of the model. `setup` needs no context. Fails as beginBench(), BenchRunner::measure()
/// and endBench() do. Any thread.
[[nodiscard]] Result<DeviceMeasurement> measureDevice(BenchSetup setup, const BenchControl& control);
/// A prompt and a generation: enough to tell a device by, and on a small one still a matter of a minute with
/// a model of its size.
[[nodiscard]] std::vector<BenchTest> deviceTests();

/// A machine, and what was measured of it.
struct DeviceReport {
    Machine device;
    KernelChoice kernels;
    Conditions conditions;               ///< after the measurements, where there were any
    std::optional<bool> throttled;       ///< now, or while it was measured
    std::optional<double> readBandwidth; ///< bytes a second; nothing without measuring
    int bandwidthThreads = 0;
    std::optional<double> watts; ///< while it was measured; without measuring, of this moment

    /// The processor's, those that the kernels use first.
    [[nodiscard]] std::vector<std::string> instructionSets() const;
    /// Puts what was measured in its places.
    void add(const DeviceMeasurement& measurement);
};

/// Reads what the machine tells, and measures nothing. Any thread.
[[nodiscard]] DeviceReport describeDevice();

} // namespace plm
