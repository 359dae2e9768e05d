// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/mark_shapes.h"

#include <cmath>
#include <numbers>

namespace peripheral {

namespace {

using Lines = std::vector<QPolygonF>;

void addUpright(Lines& lines, const QRectF& area, double distance) {
    for (double x = area.left() + distance; x < area.right(); x += distance)
        lines.push_back({QPointF(x, area.top()), QPointF(x, area.bottom())});
}

void addLevel(Lines& lines, const QRectF& area, double distance) {
    for (double y = area.top() + distance; y < area.bottom(); y += distance)
        lines.push_back({QPointF(area.left(), y), QPointF(area.right(), y)});
}

/// Lines that rise by one for each one to the right: where `offset` from the top left corner meets the upper
/// edge, or the right one, down to the left edge or the lower one.
void addRising(Lines& lines, const QRectF& area, double distance) {
    const double step = distance * std::numbers::sqrt2;
    for (double offset = step; offset < area.width() + area.height(); offset += step) {
        const double right = std::min(offset, area.width());
        const double down = std::min(offset, area.height());
        lines.push_back(
            {area.topLeft() + QPointF(right, offset - right), area.topLeft() + QPointF(offset - down, down)});
    }
}

void addFalling(Lines& lines, const QRectF& area, double distance) {
    Lines rising;
    addRising(rising, area, distance);
    for (QPolygonF& line : rising) {
        for (QPointF& point : line)
            point.setX(area.left() + area.right() - point.x());
        lines.push_back(std::move(line));
    }
}

QPolygonF regular(int corners, double radius, double turn) {
    QPolygonF shape;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2 * std::numbers::pi * i / corners;
        shape += QPointF(std::sin(angle), -std::cos(angle)) * radius;
    }
    return shape;
}

QPolygonF cross(double radius) {
    const double arm = radius * 0.36;
    const double end = radius * 1.1;
    return {{-arm, -end}, {arm, -end}, {arm, -arm}, {end, -arm}, {end, arm},   {arm, arm},
            {arm, end},   {-arm, end}, {-arm, arm}, {-end, arm}, {-end, -arm}, {-arm, -arm}};
}

} // namespace

std::vector<QPolygonF> linesAcross(const QRectF& area, Pattern pattern, double distance) {
    Lines lines;
    switch (pattern) {
    case Pattern::None:
        break;
    case Pattern::Rising:
        addRising(lines, area, distance);
        break;
    case Pattern::Falling:
        addFalling(lines, area, distance);
        break;
    case Pattern::Level:
        addLevel(lines, area, distance);
        break;
    case Pattern::Upright:
        addUpright(lines, area, distance);
        break;
    case Pattern::Crossed:
        addRising(lines, area, distance);
        addFalling(lines, area, distance);
        break;
    }
    return lines;
}

QPolygonF markerShape(int series, double radius) {
    constexpr double kQuarter = std::numbers::pi / 4;
    switch (series % 5) {
    case 0:
        return regular(16, radius, 0);
    case 1:
        return regular(4, radius * 1.25, kQuarter);
    case 2:
        return regular(3, radius * 1.4, 0);
    case 3:
        return regular(4, radius * 1.3, 0);
    default:
        return cross(radius);
    }
}

} // namespace peripheral
