// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/comparison_page.h"

#include <QByteArray>

#include <optional>

namespace peripheral {

/// What a chart can be written as.
enum class ExportFormat {
    Png,
    Svg,
    Csv,
    Markdown,
};

/// By the ending of the file's name; nothing where that is none of .png, .svg, .csv and .md.
[[nodiscard]] std::optional<ExportFormat> exportFormatOf(const QString& path);

/// The content of a file with one chart, as the style shows it; empty where it would be too large. Any
/// thread.
[[nodiscard]] QByteArray exported(const NotedChart& chart, ExportFormat format, const ChartStyle& style);
/// The same with all that is compared.
[[nodiscard]] QByteArray exported(const std::shared_ptr<const ComparisonPage>& page, ExportFormat format,
                                  const ChartStyle& style);

} // namespace peripheral
