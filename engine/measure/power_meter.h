// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/stopwatch.h"

#include <plm/machine.h>

#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

namespace plm {

/// The power that is taken while something is measured: by the processor's own counters of energy, where they
/// may be read; else the mean of what a sensor, or else the battery, told at moments. Nothing where none
/// does.
class PowerMeter {
public:
    /// `root` is where /proc and /sys are.
    explicit PowerMeter(std::filesystem::path root = "/") : m_root(std::move(root)) {}

    /// Reads the sensors, where there are no counters. To be called now and then, and not while something is
    /// timed: it reads files.
    void sample();
    /// Watts since it was made; of a sensor, the mean of the samples.
    [[nodiscard]] std::optional<double> watts() const;

private:
    const std::filesystem::path m_root;
    const Stopwatch m_watch;
    const std::optional<EnergyReading> m_before = energyReading(m_root);
    std::vector<double> m_samples;
};

} // namespace plm
