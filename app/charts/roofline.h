// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "charts/plot_frame.h"

#include <QCoreApplication>

namespace peripheral {

/// Work that a device did, or is predicted to do.
struct RooflinePoint {
    QString label;                        ///< what was done: "decode, depth 0"
    double operationsPerByte;             ///< of memory that is read
    std::optional<double> measured = {};  ///< operations a second
    std::optional<double> predicted = {}; ///< operations a second
};

/// A device's limits, and what it did.
struct RooflineDevice {
    QString name;
    std::optional<double> bytesPerSecond = {};      ///< read bandwidth
    std::optional<double> operationsPerSecond = {}; ///< arithmetic
    std::vector<RooflinePoint> points = {};
};

/// Operations a second over operations a byte, both logarithmic: under a slanted line memory is what limits,
/// under a flat one arithmetic (Williams, Waterman and Patterson 2009, "Roofline"). Measured points are
/// filled, predicted ones hollow, with a line between the two.
class Roofline : public Drawing {
    Q_DECLARE_TR_FUNCTIONS(Roofline)

public:
    explicit Roofline(std::vector<RooflineDevice> devices) : m_devices(std::move(devices)) {}

    void lay(ChartLayout& layout) const override;
    [[nodiscard]] ChartTable table() const override;
    [[nodiscard]] QString summary(const QLocale& locale) const override;

private:
    [[nodiscard]] std::vector<double> intensities() const;
    [[nodiscard]] std::vector<double> rates(const Scale& across) const;
    void layDevice(ChartLayout& layout, const PlotFrame& frame, const Scale& across, std::size_t number,
                   std::size_t firstRow) const;
    void layLegendBelow(ChartLayout& layout, double top) const;

    std::vector<RooflineDevice> m_devices;
};

} // namespace peripheral
