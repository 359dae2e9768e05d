// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "charts/scale.h"

#include <QCoreApplication>

namespace peripheral {

class PlotFrame;

struct LinePoint {
    double x;
    std::optional<double> y = {};   ///< the line has a gap where it was not measured
    std::optional<double> low = {}; ///< both: the ends of an error bar
    std::optional<double> high = {};
};

struct LineSeries {
    QString name;
    std::vector<LinePoint> points = {}; ///< by rising x
    bool estimated = false;             ///< drawn with hollow markers, and said in its name
};

/// A level that the lines are held against, such as a limit.
struct LineLevel {
    QString label;
    double value;
};

/// What is drawn: up to five series, which differ by colour, dash and marker.
struct LineData {
    Axis x;
    Axis y;
    std::vector<LineSeries> series = {};
    Scale::Kind across = Scale::Kind::Linear;
    std::optional<LineLevel> level = {};
};

/// One to five series over x; y starts at zero. More points than there is room for are drawn by the least and
/// the largest of each place.
class LineChart : public Drawing {
    Q_DECLARE_TR_FUNCTIONS(LineChart)

public:
    explicit LineChart(LineData data);

    void lay(ChartLayout& layout) const override;
    [[nodiscard]] ChartTable table() const override;
    [[nodiscard]] QString summary(const QLocale& locale) const override;

private:
    [[nodiscard]] std::vector<double> xs() const;
    [[nodiscard]] std::vector<double> ys() const;
    [[nodiscard]] QString nameOf(const LineSeries& series) const;
    void laySeries(ChartLayout& layout, const PlotFrame& frame, std::size_t number,
                   std::size_t firstRow) const;
    void layLevel(ChartLayout& layout, const PlotFrame& frame) const;
    void layLegendBelow(ChartLayout& layout, double top) const;

    LineData m_data;
};

} // namespace peripheral
