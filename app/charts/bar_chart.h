// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QCoreApplication>

namespace peripheral {

/// Five numbers of several measurements.
struct Spread {
    double least;
    double quarter;
    double median;
    double threeQuarters;
    double most;
};

struct Bar {
    QString label;
    std::optional<double> value = {};
    std::optional<Spread> spread = {}; ///< drawn over the bar
    bool estimated = false;            ///< hollow, and said
    bool otherWork = false;            ///< hatched, and said: it is not what the baseline did
};

/// Bars of one quantity, on a scale of their own.
struct BarGroup {
    QString title; ///< with the unit, where the numbers do not tell it
    std::vector<Bar> bars = {};
    std::optional<std::size_t> baseline = {}; ///< the bar that the others are held against
};

/// Bars below each other, each under its label, because labels are long. Bars of the same place in their
/// groups have the same colour.
class BarChart : public Drawing {
    Q_DECLARE_TR_FUNCTIONS(BarChart)

public:
    /// `form` is how the numbers of all groups are written.
    explicit BarChart(std::vector<BarGroup> groups, NumberForm form = NumberForm::Plain)
        : m_groups(std::move(groups)),
          m_form(form) {}

    void lay(ChartLayout& layout) const override;
    [[nodiscard]] ChartTable table() const override;
    [[nodiscard]] QString summary(const QLocale& locale) const override;

private:
    double layGroup(ChartLayout& layout, double top, const BarGroup& group, std::size_t firstRow) const;
    [[nodiscard]] QString wordsOf(const BarGroup& group, std::size_t bar, const QLocale& locale) const;
    [[nodiscard]] bool hasOtherWork() const;
    [[nodiscard]] ChartTable::Row rowOf(const BarGroup& group, std::size_t number) const;

    std::vector<BarGroup> m_groups;
    NumberForm m_form;
};

} // namespace peripheral
