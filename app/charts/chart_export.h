// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QByteArray>
#include <QImage>

namespace peripheral {

/// The chart under its title as a picture, `width` pixels of the style wide and as high as it needs to be,
/// each of them `scale` pixels of the picture. Null where that is more than 64 million pixels, or nothing.
[[nodiscard]] QImage png(const Chart& chart, double width, double scale, const ChartStyle& style);
/// The same as SVG, with text as text, and the summary as its description.
[[nodiscard]] QByteArray svg(const Chart& chart, double width, const ChartStyle& style);
/// RFC 4180, UTF-8, numbers as they were given and with a point; what was not measured is empty. Text that a
/// spreadsheet would take for a formula has an apostrophe before it.
[[nodiscard]] QByteArray csv(const ChartTable& table);
/// Words of which nothing is taken for Markdown or HTML, in one line.
[[nodiscard]] QString markdownWords(const QString& words);
/// A table of GitHub's Markdown, as people read it.
[[nodiscard]] QString markdown(const ChartTable& table, const QLocale& locale);

} // namespace peripheral
