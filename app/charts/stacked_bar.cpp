// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/stacked_bar.h"

#include "charts/legend.h"

#include <algorithm>

namespace peripheral {

namespace {

constexpr double kLongestLimit = 6; // times the longest bar

double amount(std::optional<double> value) {
    return std::max(measured(value).value_or(0), 0.0);
}

bool isMeasured(const StackedPart& part) {
    return measured(part.own) || measured(part.fileBacked);
}

/// Of a part that the file backs: the same hue, nearer to the ground, so that the lines across it show.
QColor paler(const QColor& color, const QColor& ground) {
    constexpr float kOwn = 0.72F;
    const auto mix = [](float one, float other) { return one * kOwn + other * (1 - kOwn); };
    return QColor::fromRgbF(mix(color.redF(), ground.redF()), mix(color.greenF(), ground.greenF()),
                            mix(color.blueF(), ground.blueF()));
}

double barHeight(const ChartLayout& layout) {
    return std::round(layout.lineHeight() * 1.3);
}

void laySwatch(ChartLayout& layout, const QRectF& place, int number) {
    const QSizeF size(place.height() * 0.7, place.height() * 0.7);
    layout.fill(QRectF(place.topLeft() + QPointF(0, place.height() * 0.15), size),
                layout.style().colorOf(number), patternOf(layout.style(), number));
}

} // namespace

StackedBar::StackedBar(Axis axis, std::vector<StackedWhole> wholes, std::optional<StackedLimit> limit)
    : m_axis(std::move(axis)),
      m_wholes(std::move(wholes)),
      m_limit(std::move(limit)) {
    for (const StackedWhole& whole : m_wholes) {
        m_longest = std::max(m_longest, sumOf(whole));
        for (const StackedPart& part : whole.parts) {
            m_hasFileBacked = m_hasFileBacked || amount(part.fileBacked) > 0;
            if (m_numbers.emplace(part.name, static_cast<int>(m_names.size())).second)
                m_names.push_back(part.name);
        }
    }
    if (m_limit && !measured(m_limit->value))
        m_limit.reset();
    if (isLimitShown())
        m_longest = std::max(m_longest, m_limit->value);
}

double StackedBar::sumOf(const StackedWhole& whole) const {
    double sum = 0;
    for (const StackedPart& part : whole.parts)
        sum += amount(part.own) + amount(part.fileBacked);
    return sum;
}

bool StackedBar::isLimitShown() const {
    return m_limit && m_limit->value > 0 && m_limit->value <= kLongestLimit * m_longest;
}

QString StackedBar::text(double value, const QLocale& locale) const {
    return written(value, m_axis.form, locale);
}

QString StackedBar::wordsOf(const StackedWhole& whole, const QLocale& locale) const {
    if (std::none_of(whole.parts.begin(), whole.parts.end(), isMeasured))
        return notMeasured();
    const QString sum = text(sumOf(whole), locale);
    return whole.estimated ? tr("%1, estimated").arg(sum) : sum;
}

void StackedBar::lay(ChartLayout& layout) const {
    double top =
        m_axis.title.isEmpty()
            ? 0
            : layout.text({0, 0}, layout.width(), m_axis.title, {.color = layout.style().muted}).bottom();
    if (m_wholes.empty())
        return layNotMeasured(layout, top);
    std::size_t row = 0;
    for (const StackedWhole& whole : m_wholes) {
        top = layWhole(layout, top > 0 ? top + layout.gap() / 2 : 0, whole, row);
        row += whole.parts.size();
    }
    if (m_limit)
        top = layLimit(layout, top + layout.gap());
    layParts(layout, top + layout.gap());
}

double StackedBar::layWhole(ChartLayout& layout, double top, const StackedWhole& whole,
                            std::size_t firstRow) const {
    const ChartStyle& style = layout.style();
    const double label =
        layTwoEnds(layout, {0, top}, layout.width(), whole.label, wordsOf(whole, style.locale));
    const QRectF bar(0, label + 2, layout.width(), barHeight(layout));
    layout.fill(bar, style.raised);
    const double perUnit = m_longest > 0 ? bar.width() / m_longest : 0;
    QRectF place = bar;
    for (std::size_t i = 0; i < whole.parts.size(); ++i) {
        const StackedPart& part = whole.parts[i];
        place.setWidth((amount(part.own) + amount(part.fileBacked)) * perUnit);
        layPart(layout, place, part, perUnit);
        layout.stop(firstRow + i, place);
        place.moveLeft(place.right());
    }
    if (isLimitShown()) {
        const double at = std::min(m_limit->value * perUnit, bar.right() - 1);
        layout.stroke({QPointF(at, bar.top() - 2), QPointF(at, bar.bottom() + 2)}, QPen(style.text, 2));
    }
    return bar.bottom() + 2;
}

void StackedBar::layPart(ChartLayout& layout, const QRectF& place, const StackedPart& part,
                         double perUnit) const {
    const ChartStyle& style = layout.style();
    const int number = m_numbers.at(part.name);
    const double own = amount(part.own) * perUnit;
    layout.fill({place.left(), place.top(), own, place.height()}, style.colorOf(number),
                patternOf(style, number));
    layout.fill(place.adjusted(own, 0, 0, 0), paler(style.colorOf(number), style.surface), Pattern::Rising);
    if (place.width() > 3) // a seam, which tells neighbours of like colour apart
        layout.fill({place.right() - 1, place.top(), 1, place.height()}, style.surface);
}

double StackedBar::layLimit(ChartLayout& layout, double top) const {
    const ChartStyle& style = layout.style();
    const QSizeF sample = sampleSize(layout);
    if (isLimitShown()) {
        const double x = layout.lineHeight() * 0.35;
        layout.stroke({QPointF(x, top), QPointF(x, top + sample.height())}, QPen(style.text, 2));
    }
    return layTwoEnds(layout, {layout.lineHeight(), top}, layout.width() - layout.lineHeight(),
                      m_limit->label, text(m_limit->value, style.locale));
}

double StackedBar::layParts(ChartLayout& layout, double top) const {
    const QLocale& locale = layout.style().locale;
    const double indent = layout.lineHeight();
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        laySwatch(layout, {0, top, indent, layout.lineHeight()}, static_cast<int>(i));
        const QString values = valuesOf(m_names[i], locale);
        top = layTwoEnds(layout, {indent, top}, layout.width() - indent, m_names[i], values) + 2;
    }
    if (!m_hasFileBacked)
        return top;
    const double side = layout.lineHeight() * 0.7;
    layout.fill({0, top + layout.lineHeight() * 0.15, side, side}, layout.style().muted, Pattern::Rising);
    return layout
        .text({indent, top}, layout.width() - indent, tr("hatched: backed by a file"),
              {.color = layout.style().muted})
        .bottom();
}

/// What the part takes in each bar that has it.
QString StackedBar::valuesOf(const QString& name, const QLocale& locale) const {
    QStringList values;
    for (const StackedWhole& whole : m_wholes) {
        for (const StackedPart& part : whole.parts) {
            if (part.name == name)
                values += isMeasured(part) ? text(amount(part.own) + amount(part.fileBacked), locale)
                                           : notMeasured();
        }
    }
    return values.join(QStringLiteral(" · "));
}

ChartTable StackedBar::table() const {
    ChartTable table;
    table.columns = {
        {tr("Bar")}, {tr("Part")}, {tr("Own"), m_axis.form}, {tr("Backed by a file"), m_axis.form}};
    for (const StackedWhole& whole : m_wholes) {
        const QString label = whole.estimated ? tr("%1, estimated").arg(whole.label) : whole.label;
        for (const StackedPart& part : whole.parts)
            table.rows.push_back({label, part.name, cellOf(part.own), cellOf(part.fileBacked)});
    }
    if (m_limit)
        table.rows.push_back({QString(), m_limit->label, m_limit->value, ChartTable::Cell()});
    return table;
}

QString StackedBar::summary(const QLocale& locale) const {
    QStringList said;
    for (const StackedWhole& whole : m_wholes)
        said += tr("%1: %2", "name, amount").arg(whole.label, wordsOf(whole, locale));
    if (m_limit)
        said += tr("%1: %2", "name, amount").arg(m_limit->label, text(m_limit->value, locale));
    return said.isEmpty() ? notMeasured() : said.join("; ");
}

} // namespace peripheral
