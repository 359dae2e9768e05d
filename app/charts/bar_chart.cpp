// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/bar_chart.h"

#include "charts/legend.h"

#include <algorithm>
#include <cmath>

namespace peripheral {

namespace {

bool isFinite(const Spread& spread) {
    const auto numbers = {spread.least, spread.quarter, spread.median, spread.threeQuarters, spread.most};
    return std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); });
}

/// The largest number of the group; 0 where there is none.
double longestOf(const BarGroup& group) {
    double longest = 0;
    for (const Bar& bar : group.bars) {
        longest = std::max(longest, measured(bar.value).value_or(0));
        if (bar.spread && isFinite(*bar.spread))
            longest = std::max(longest, bar.spread->most);
    }
    return longest;
}

/// The share by which the bar differs from the baseline.
std::optional<double> differenceOf(const BarGroup& group, std::size_t bar) {
    if (!group.baseline || *group.baseline >= group.bars.size() || bar == *group.baseline)
        return {};
    const std::optional<double> base = measured(group.bars[*group.baseline].value);
    const std::optional<double> value = measured(group.bars[bar].value);
    return base && value && *base > 0 ? std::optional(*value / *base - 1) : std::nullopt;
}

/// A line with a rim of the surface's colour, which shows on the bar and beside it.
void layRimmed(ChartLayout& layout, const QPolygonF& points, double width) {
    QPen rim(layout.style().surface, width + 2.5);
    rim.setJoinStyle(Qt::MiterJoin);
    layout.stroke(points, rim);
    layout.stroke(points, QPen(layout.style().text, width));
}

/// Whiskers from the least to the most, a box around the middle half, a thick line at the median.
void laySpread(ChartLayout& layout, const QRectF& row, const Spread& spread, double perUnit) {
    const double middle = row.center().y();
    const double half = row.height() * 0.28;
    const auto at = [&](double value) { return std::clamp(value * perUnit, 1.0, row.right() - 1); };
    const auto upright = [&](double value, double reach) {
        return QPolygonF{QPointF(at(value), middle - reach), QPointF(at(value), middle + reach)};
    };
    const QRectF box(QPointF(at(spread.quarter), middle - half),
                     QPointF(at(spread.threeQuarters), middle + half));
    for (const auto& [from, to] :
         {std::pair(spread.least, spread.quarter), {spread.threeQuarters, spread.most}})
        layRimmed(layout, {QPointF(at(from), middle), QPointF(at(to), middle)}, 1.5);
    layRimmed(layout, upright(spread.least, half / 2), 1.5);
    layRimmed(layout, upright(spread.most, half / 2), 1.5);
    layRimmed(layout, QPolygonF(box), 1.5);
    layRimmed(layout, upright(spread.median, half), 2.5);
}

void layBar(ChartLayout& layout, const QRectF& row, const Bar& bar, int number, double perUnit) {
    const ChartStyle& style = layout.style();
    layout.fill(row, style.raised);
    QRectF filled = row;
    filled.setWidth(std::max(measured(bar.value).value_or(0), 0.0) * perUnit);
    const QColor color = style.colorOf(number);
    if (bar.estimated && filled.width() > 0) {
        layout.fill(filled, style.surface);
        layout.outline(filled, QPen(color, 2, bar.otherWork ? Qt::DashLine : Qt::SolidLine));
    } else {
        layout.fill(filled, color, bar.otherWork ? Pattern::Rising : patternOf(style, number));
    }
    if (bar.spread && isFinite(*bar.spread))
        laySpread(layout, row, *bar.spread, perUnit);
}

} // namespace

QString BarChart::wordsOf(const BarGroup& group, std::size_t bar, const QLocale& locale) const {
    const std::optional<double> value = measured(group.bars[bar].value);
    if (!value)
        return notMeasured();
    QStringList words{written(*value, m_form, locale)};
    if (group.bars[bar].estimated)
        words += tr("estimated");
    if (const auto difference = differenceOf(group, bar))
        words += written(*difference, NumberForm::Difference, locale);
    if (group.baseline == bar && group.bars.size() > 1)
        words += tr("baseline");
    return words.join(QStringLiteral(", "));
}

bool BarChart::hasOtherWork() const {
    return std::any_of(m_groups.begin(), m_groups.end(), [](const BarGroup& group) {
        return std::any_of(group.bars.begin(), group.bars.end(),
                           [](const Bar& bar) { return bar.otherWork; });
    });
}

void BarChart::lay(ChartLayout& layout) const {
    if (m_groups.empty())
        return layNotMeasured(layout, 0);
    double top = 0;
    std::size_t row = 0;
    for (const BarGroup& group : m_groups) {
        top = layGroup(layout, row > 0 ? top + layout.gap() : top, group, row);
        row += group.bars.size();
    }
    if (!hasOtherWork())
        return;
    layLegend(layout, top + layout.gap(),
              {{tr("hatched: other work than the baseline's"), [](ChartLayout& to, const QRectF& place) {
                    to.fill(place.adjusted(0, place.height() * 0.15, 0, -place.height() * 0.15),
                            to.style().muted, Pattern::Rising);
                }}});
}

double BarChart::layGroup(ChartLayout& layout, double top, const BarGroup& group,
                          std::size_t firstRow) const {
    const double height = std::round(layout.lineHeight() * 1.2);
    const double longest = longestOf(group);
    const double perUnit = longest > 0 ? layout.width() / longest : 0;
    top = layout.text({0, top}, layout.width(), group.title, {.color = layout.style().muted}).bottom();
    if (group.bars.empty()) {
        layNotMeasured(layout, top);
        return layout.height();
    }
    for (std::size_t i = 0; i < group.bars.size(); ++i) {
        const double start = top + layout.gap() / 2;
        const double under = layTwoEnds(layout, {0, start}, layout.width(), group.bars[i].label,
                                        wordsOf(group, i, layout.style().locale));
        const QRectF row(0, under + 2, layout.width(), height);
        layBar(layout, row, group.bars[i], static_cast<int>(i), perUnit);
        layout.stop(firstRow + i, row);
        top = row.bottom();
    }
    return top;
}

/// A row of the table, as its columns stand there.
ChartTable::Row BarChart::rowOf(const BarGroup& group, std::size_t number) const {
    const Bar& bar = group.bars[number];
    const auto of = [&bar](double Spread::*which) {
        return bar.spread ? cellOf((*bar.spread).*which) : ChartTable::Cell();
    };
    QStringList remarks;
    if (group.baseline == number)
        remarks += tr("baseline");
    if (bar.estimated)
        remarks += tr("estimated");
    if (bar.otherWork)
        remarks += tr("other work");
    return {group.title,         bar.label,
            cellOf(bar.value),   cellOf(differenceOf(group, number)),
            of(&Spread::least),  of(&Spread::quarter),
            of(&Spread::median), of(&Spread::threeQuarters),
            of(&Spread::most),   remarks.join(QStringLiteral(", "))};
}

ChartTable BarChart::table() const {
    ChartTable table;
    table.columns = {{tr("Quantity")},       {tr("Device")},
                     {tr("Value"), m_form},  {tr("Difference"), NumberForm::Difference},
                     {tr("Least"), m_form},  {tr("Lower quarter"), m_form},
                     {tr("Median"), m_form}, {tr("Upper quarter"), m_form},
                     {tr("Most"), m_form},   {tr("Remark")}};
    for (const BarGroup& group : m_groups) {
        for (std::size_t i = 0; i < group.bars.size(); ++i)
            table.rows.push_back(rowOf(group, i));
    }
    return table;
}

QString BarChart::summary(const QLocale& locale) const {
    QStringList said;
    for (const BarGroup& group : m_groups) {
        QStringList bars;
        for (std::size_t i = 0; i < group.bars.size(); ++i)
            bars += tr("%1: %2", "name, amount").arg(group.bars[i].label, wordsOf(group, i, locale));
        said += tr("%1. %2", "title, sentence")
                    .arg(group.title, bars.isEmpty() ? notMeasured() : bars.join(QStringLiteral("; ")));
    }
    return said.isEmpty() ? notMeasured() : said.join(QStringLiteral(". "));
}

} // namespace peripheral
