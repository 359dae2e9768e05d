// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QCoreApplication>

#include <map>

namespace peripheral {

/// A part of a whole. What is not measured is left out of the bar, and said below it.
struct StackedPart {
    QString name;
    std::optional<double> own = {};
    std::optional<double> fileBacked = {}; ///< hatched
};

/// A whole of parts; parts of the same name have the same colour in each bar.
struct StackedWhole {
    QString label;
    std::vector<StackedPart> parts = {};
    bool estimated = false; ///< said beside its sum
};

/// A value that the bars are held against, such as the machine's memory.
struct StackedLimit {
    QString label;
    double value;
};

/// Parts of one or more wholes on one scale, below each other, and under them what each part is and takes.
/// The parts lie in the order of that list.
class StackedBar : public Drawing {
    Q_DECLARE_TR_FUNCTIONS(StackedBar)

public:
    /// `axis` is what is measured. A limit that is many times longer than all bars would make them invisible:
    /// it is only said then.
    StackedBar(Axis axis, std::vector<StackedWhole> wholes, std::optional<StackedLimit> limit = {});

    void lay(ChartLayout& layout) const override;
    [[nodiscard]] ChartTable table() const override;
    [[nodiscard]] QString summary(const QLocale& locale) const override;

private:
    [[nodiscard]] double sumOf(const StackedWhole& whole) const;
    [[nodiscard]] bool isLimitShown() const;
    [[nodiscard]] QString text(double value, const QLocale& locale) const;
    [[nodiscard]] QString wordsOf(const StackedWhole& whole, const QLocale& locale) const;
    double layWhole(ChartLayout& layout, double top, const StackedWhole& whole, std::size_t firstRow) const;
    void layPart(ChartLayout& layout, const QRectF& place, const StackedPart& part, double perUnit) const;
    double layLimit(ChartLayout& layout, double top) const;
    double layParts(ChartLayout& layout, double top) const;
    [[nodiscard]] QString valuesOf(const QString& part, const QLocale& locale) const;

    Axis m_axis;
    std::vector<StackedWhole> m_wholes;
    std::optional<StackedLimit> m_limit;
    double m_longest = 0;             ///< what the whole width stands for
    std::vector<QString> m_names;     ///< of parts, in their order
    std::map<QString, int> m_numbers; ///< of these names
    bool m_hasFileBacked = false;
};

} // namespace peripheral
