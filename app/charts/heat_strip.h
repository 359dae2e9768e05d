// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "charts/heat_samples.h"

#include <QCoreApplication>

namespace peripheral {

/// What the strip shows beside its samples.
struct HeatLabels {
    QString share;  ///< what a colour means: "Neurons active"
    QString layer;  ///< what a row is: "Layer"
    QString column; ///< what a column is: "Token"
};

/// Layers from top to bottom, time from left to right, dark for nothing and bright for all. It has room for
/// twice as many columns as there are, at most, and fills from the left.
class HeatStrip : public Drawing {
    Q_DECLARE_TR_FUNCTIONS(HeatStrip)

public:
    HeatStrip(HeatLabels labels, HeatSamples samples);

    void lay(ChartLayout& layout) const override;
    /// A row for each layer: its mean, least and largest share.
    [[nodiscard]] ChartTable table() const override;
    /// A row for each column, with the share of each layer.
    [[nodiscard]] ChartTable samples() const override;
    [[nodiscard]] QString summary(const QLocale& locale) const override;

private:
    [[nodiscard]] QImage picture(int width, const ChartStyle& style) const;
    QRectF layStrip(ChartLayout& layout, double top) const;
    void layScale(ChartLayout& layout, double top) const;

    HeatLabels m_labels;
    HeatSamples m_samples;
};

} // namespace peripheral
