// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>
#include <plm/fit.h>

#include <filesystem>
#include <memory>

namespace peripheral {

/// Whether a model fits a device: what is asked.
struct FitCase {
    std::filesystem::path model;
    std::shared_ptr<const plm::DeviceProfile> device;
    /// A device that was measured, whose speeds by part the other is taken to have in proportion where nobody
    /// measured its own; may be null.
    std::shared_ptr<const plm::DeviceProfile> measured;
    int context = 0; ///< tokens; 0, or more than the model was made for: as many as that
};

/// And what was found.
struct FitFindings {
    plm::Fit fit;
    std::optional<plm::Sourced> memory; ///< bytes that the device has for programs
    int mostContext = 0;                ///< tokens that the model was made for
    /// Nobody measured speeds by part: all is taken to come at the device's full bandwidth, so that writing
    /// is at most that fast.
    bool byBandwidthAlone = false;
};

/// Reads the header of the model's file, and measures nothing. Fails as plm::fit() does. Any thread.
[[nodiscard]] plm::Result<FitFindings> findingsOf(const FitCase& asked);

/// A device that somebody made up; what is 0 is not known.
struct SimulatedDevice {
    double memory = 8e9;     ///< bytes
    int cores = 4;           ///< that compute
    double bandwidth = 10e9; ///< bytes a second

    bool operator==(const SimulatedDevice&) const = default;
};
[[nodiscard]] plm::DeviceProfile profileOf(const SimulatedDevice& device);

} // namespace peripheral
