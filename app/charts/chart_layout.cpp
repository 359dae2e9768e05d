// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_layout.h"

#include "charts/mark_shapes.h"

#include <QPainter>

#include <array>
#include <cmath>

namespace peripheral {

namespace {

constexpr double kEndless = 1e6;

template <class... Functions>
struct OneOf : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
OneOf(Functions...) -> OneOf<Functions...>;

QRectF mirrored(const QRectF& place, double width) {
    return {width - place.right(), place.top(), place.width(), place.height()};
}

QPolygonF mirrored(QPolygonF points, double width) {
    for (QPointF& point : points)
        point.setX(width - point.x());
    return points;
}

Qt::Alignment mirrored(Qt::Alignment alignment) {
    const Qt::Alignment vertical = alignment & Qt::AlignVertical_Mask;
    if (alignment.testFlag(Qt::AlignLeft))
        return vertical | Qt::AlignRight;
    return alignment.testFlag(Qt::AlignRight) ? vertical | Qt::AlignLeft : alignment;
}

/// The painter draws with what it has already where that is the same: most marks look like the one before.
void paintText(QPainter& painter, const ChartStyle& style, const TextMark& mark) {
    painter.setFont(style.font(mark.look.bold));
    painter.setPen(mark.look.color);
    painter.drawText(mark.place, mark.flags(), mark.text);
}

void paintFill(QPainter& painter, const FillMark& mark) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(mark.color);
    painter.drawPolygon(mark.shape);
}

void paintStroke(QPainter& painter, const StrokeMark& mark) {
    painter.setPen(mark.pen);
    painter.setBrush(Qt::NoBrush);
    // A long curve in pieces takes half the time: Qt's rasterizer sorts all edges of what it is given at
    // once. Dashes would start anew with each piece.
    const int points = static_cast<int>(mark.points.size());
    const int piece = mark.pen.style() == Qt::SolidLine ? 16 : points;
    for (int first = 0; first + 1 < points; first += piece)
        painter.drawPolyline(mark.points.constData() + first, std::min(piece + 1, points - first));
}

} // namespace

int TextMark::flags() const {
    const int always = static_cast<int>(look.alignment | Qt::AlignAbsolute) | Qt::TextDontClip;
    switch (wrapping) {
    case Wrapping::None:
        return always | Qt::TextSingleLine;
    case Wrapping::BetweenWords:
        return always | Qt::TextWordWrap;
    case Wrapping::Anywhere:
        return always | Qt::TextWrapAnywhere;
    }
    return always;
}

ChartLayout::ChartLayout(double width, const ChartStyle& style)
    : m_style(style),
      m_width(width),
      m_metrics(style.font()),
      m_boldMetrics(style.font(true)) {}

double ChartLayout::widthOf(const QString& text, bool bold) const {
    return std::ceil((bold ? m_boldMetrics : m_metrics).horizontalAdvance(text)) + 1;
}

QRectF ChartLayout::text(QPointF at, double width, const QString& text, TextLook look) {
    const QFontMetricsF& metrics = look.bold ? m_boldMetrics : m_metrics;
    const QRectF room(at.x(), at.y(), std::max(width, 1.0), kEndless);
    TextMark mark{room, text, look};
    mark.place.setHeight(lineHeight());
    if (widthOf(text, look.bold) > room.width()) { // most texts are short, and breaking lines takes time
        const auto wrapped = [&](Wrapping wrapping) {
            mark.wrapping = wrapping;
            return metrics.boundingRect(room, mark.flags(), text);
        };
        QRectF needed = wrapped(Wrapping::BetweenWords);
        if (needed.width() > room.width())
            needed = wrapped(Wrapping::Anywhere);
        mark.place.setHeight(std::ceil(needed.height()));
    }
    add(mark);
    return mark.place;
}

void ChartLayout::label(const QRectF& place, const QString& text, TextLook look) {
    add({place, text, look});
}

void ChartLayout::add(TextMark mark) {
    if (!mark.look.color.isValid())
        mark.look.color = m_style.text;
    reach(mark.place.bottom());
    m_marks.emplace_back(std::move(mark));
}

void ChartLayout::fill(const QRectF& area, const QColor& color, Pattern pattern) {
    if (area.width() <= 0)
        return;
    fill(QPolygonF(area), color);
    for (QPolygonF& line : linesAcross(area, pattern, m_style.pixelSize * 0.45))
        stroke(std::move(line), QPen(m_style.surface, 1.5, Qt::SolidLine, Qt::FlatCap));
}

void ChartLayout::fill(QPolygonF shape, const QColor& color) {
    reach(shape.boundingRect().bottom());
    m_marks.emplace_back(FillMark{std::move(shape), color});
}

void ChartLayout::outline(const QRectF& area, const QPen& pen) {
    const double half = pen.widthF() / 2;
    stroke(QPolygonF(area.adjusted(half, half, -half, -half)), pen);
}

void ChartLayout::stroke(QPolygonF points, const QPen& pen) {
    reach(points.boundingRect().bottom());
    m_marks.emplace_back(StrokeMark{std::move(points), pen});
}

void ChartLayout::marker(QPointF at, int series, bool hollow) {
    const QPolygonF shape = markerShape(series, m_style.pixelSize * 0.34).translated(at);
    fill(shape, hollow ? m_style.surface : m_style.colorOf(series));
    QPolygonF closed = shape;
    closed += shape.first();
    // A filled one is set off from the line below it by the surface's colour.
    stroke(closed, QPen(hollow ? m_style.colorOf(series) : m_style.surface, hollow ? 2 : 1));
}

void ChartLayout::image(const QRectF& place, QImage image) {
    reach(place.bottom());
    m_marks.emplace_back(ImageMark{place, std::move(image)});
}

void ChartLayout::add(const ChartLayout& other, double top) {
    const OneOf lower{[top](TextMark& mark) { mark.place.translate(0, top); },
                      [top](FillMark& mark) { mark.shape.translate(0, top); },
                      [top](StrokeMark& mark) { mark.points.translate(0, top); },
                      [top](ImageMark& mark) { mark.place.translate(0, top); }};
    for (ChartMark mark : other.m_marks) {
        std::visit(lower, mark);
        m_marks.push_back(std::move(mark));
    }
    reach(top + other.m_height);
}

void ChartLayout::mirror() {
    const OneOf turn{[this](TextMark& mark) {
                         mark.place = mirrored(mark.place, m_width);
                         mark.look.alignment = mirrored(mark.look.alignment);
                     },
                     [this](FillMark& mark) { mark.shape = mirrored(std::move(mark.shape), m_width); },
                     [this](StrokeMark& mark) { mark.points = mirrored(std::move(mark.points), m_width); },
                     [this](ImageMark& mark) {
                         mark.place = mirrored(mark.place, m_width);
                         mark.image = mark.image.mirrored(true, false);
                     }};
    for (ChartMark& mark : m_marks)
        std::visit(turn, mark);
    for (ChartStop& stop : m_stops)
        stop.place = mirrored(stop.place, m_width);
}

void ChartLayout::paint(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LeftToRight); // what is mirrored has been
    const OneOf draw{[&](const TextMark& mark) { paintText(painter, m_style, mark); },
                     [&](const FillMark& mark) { paintFill(painter, mark); },
                     [&](const StrokeMark& mark) { paintStroke(painter, mark); },
                     [&](const ImageMark& mark) { painter.drawImage(mark.place, mark.image); }};
    for (const ChartMark& mark : m_marks)
        std::visit(draw, mark);
}

QPen seriesPen(const ChartStyle& style, int series) {
    static const std::array<QList<qreal>, 5> kDashes{
        {{}, {5, 2.5}, {1.5, 2}, {6, 2, 1.5, 2}, {9, 3}}}; // in widths of the line
    QPen pen(style.colorOf(series), style.pixelSize * 0.15);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::BevelJoin); // round ones take longer to paint than all else of a chart
    const QList<qreal>& dashes = kDashes.at(static_cast<std::size_t>(series) % kDashes.size());
    if (!dashes.isEmpty())
        pen.setDashPattern(dashes);
    return pen;
}

Pattern patternOf(const ChartStyle& style, int number) {
    // Without Rising, which has meanings of its own: backed by a file, other work.
    constexpr std::array kPatterns{Pattern::None, Pattern::Falling, Pattern::Upright, Pattern::Level,
                                   Pattern::Crossed};
    const auto colors = std::max<qsizetype>(style.series.size(), 1);
    const auto round = number / colors; // in the next one, colours have other patterns
    const auto look = static_cast<std::size_t>(style.patterned ? number + round : round);
    return kPatterns.at(look % kPatterns.size());
}

} // namespace peripheral
