// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_layout.h"

#include <vector>

namespace peripheral {

/// The lines of a pattern, cut to the area; `distance` apart. Own lines, because not every painter knows
/// brushes that are patterns: Qt's of SVG does not.
[[nodiscard]] std::vector<QPolygonF> linesAcross(const QRectF& area, Pattern pattern, double distance);
/// Circle, square, triangle, diamond or cross around (0, 0), each about as large as a circle of this radius.
[[nodiscard]] QPolygonF markerShape(int series, double radius);

} // namespace peripheral
