// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_style.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPen>
#include <QPolygonF>

#include <variant>
#include <vector>

class QPainter;

namespace peripheral {

/// What tells areas apart beside their colour: lines across them.
enum class Pattern { None, Rising, Falling, Level, Upright, Crossed };

/// What text looks like, and how it lies in its place.
struct TextLook {
    QColor color = {}; ///< invalid: the style's `text`
    bool bold = false;
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignTop;
};

enum class Wrapping {
    None,
    BetweenWords,
    Anywhere, ///< because a word is longer than the place is wide
};

struct TextMark {
    QRectF place;
    QString text;
    TextLook look;
    Wrapping wrapping = Wrapping::None;

    /// As QPainter and QFontMetricsF take them.
    [[nodiscard]] int flags() const;
};
struct FillMark {
    QPolygonF shape;
    QColor color;
};
struct StrokeMark {
    QPolygonF points;
    QPen pen;
};
struct ImageMark {
    QRectF place;
    QImage image; ///< drawn without smoothing
};
using ChartMark = std::variant<TextMark, FillMark, StrokeMark, ImageMark>;

/// Where the row of a chart's table with this number is drawn.
struct ChartStop {
    std::size_t row;
    QRectF place;
};

/// A chart of one width, laid out: marks with their places, in the order in which they are painted. Screens,
/// pictures and files paint the same one, and tests measure it. Drawings write from left to right; mirror()
/// turns that around.
class ChartLayout {
public:
    ChartLayout(double width, const ChartStyle& style);

    [[nodiscard]] const ChartStyle& style() const { return m_style; }
    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double height() const { return m_height; }
    [[nodiscard]] const std::vector<ChartMark>& marks() const { return m_marks; }
    [[nodiscard]] const std::vector<ChartStop>& stops() const { return m_stops; }

    /// Of one line of text.
    [[nodiscard]] double lineHeight() const { return m_metrics.height(); }
    [[nodiscard]] double widthOf(const QString& text, bool bold = false) const;
    /// The usual distance between two things.
    [[nodiscard]] double gap() const { return m_metrics.height() / 2; }

    /// Text that wraps within `width`, from `at` downwards. Returns where it lies.
    QRectF text(QPointF at, double width, const QString& text, TextLook look = {});
    /// Text of one line, which `place` has room for.
    void label(const QRectF& place, const QString& text, TextLook look = {});
    void fill(const QRectF& area, const QColor& color, Pattern pattern = Pattern::None);
    void fill(QPolygonF shape, const QColor& color);
    void outline(const QRectF& area, const QPen& pen);
    void stroke(QPolygonF points, const QPen& pen);
    /// A mark on a point: the shape differs from series to series. A hollow one shows the surface.
    void marker(QPointF at, int series, bool hollow = false);
    void image(const QRectF& place, QImage image);
    void stop(std::size_t row, const QRectF& place) { m_stops.push_back({row, place}); }
    /// The layout is at least this high.
    void reach(double bottom) { m_height = std::max(m_height, bottom); }

    /// All marks of another layout, so much further down; not what the keyboard stops at.
    void add(const ChartLayout& other, double top);
    /// Left becomes right; text itself stays readable.
    void mirror();
    void paint(QPainter& painter) const;

private:
    void add(TextMark mark);

    ChartStyle m_style;
    double m_width;
    double m_height = 0;
    QFontMetricsF m_metrics;
    QFontMetricsF m_boldMetrics;
    std::vector<ChartMark> m_marks;
    std::vector<ChartStop> m_stops;
};

/// The pen of a series: its colour, and a dash of its own.
[[nodiscard]] QPen seriesPen(const ChartStyle& style, int series);
/// The pattern of an area with this number: where the style wants patterns, or where its colour has been
/// taken.
[[nodiscard]] Pattern patternOf(const ChartStyle& style, int number);

} // namespace peripheral
