// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparison_export.h"

#include "charts/chart_export.h"

#include <QBuffer>
#include <QFileInfo>

namespace peripheral {

namespace {

constexpr double kWidth = 720; // pixels of the style at its smallest text
constexpr double kScale = 2;

struct ExportedText {
    Q_DECLARE_TR_FUNCTIONS(ComparisonExport)
};

/// As wide as the text is large, so that lines hold as many words.
double widthOf(const ChartStyle& style) {
    return kWidth * style.pixelSize / ChartStyle().pixelSize;
}

QByteArray picture(const Chart& chart, const ChartStyle& style) {
    const QImage image = png(chart, widthOf(style), kScale, style);
    QBuffer file;
    return !image.isNull() && image.save(&file, "PNG") ? file.data() : QByteArray();
}

QString heading(const QString& title) {
    return QStringLiteral("\n## %1\n\n").arg(markdownWords(title));
}

QString markdownOf(const NotedChart& one, const QLocale& locale) {
    const QString note = one.note.isEmpty() ? QString() : '\n' + markdownWords(one.note) + '\n';
    return heading(one.chart.title()) + markdown(one.chart.samples(), locale) + note;
}

QByteArray csvOf(const ComparisonPage& page) {
    QByteArray text = csv(page.table());
    for (const NotedChart& one : page.charts())
        text += "\r\n" + csv({.columns = {{one.chart.title()}}, .rows = {}}) + csv(one.chart.samples());
    return text;
}

QString markdownOf(const ComparisonPage& page, const QString& title, const QLocale& locale) {
    QString text = QStringLiteral("# %1\n").arg(markdownWords(title));
    for (const QString& sentence : page.work())
        text += '\n' + markdownWords(sentence) + '\n';
    text += '\n' + markdown(page.table(), locale);
    for (const NotedChart& one : page.charts())
        text += markdownOf(one, locale);
    return text;
}

} // namespace

std::optional<ExportFormat> exportFormatOf(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == "png")
        return ExportFormat::Png;
    if (ending == "svg")
        return ExportFormat::Svg;
    if (ending == "csv")
        return ExportFormat::Csv;
    if (ending == "md")
        return ExportFormat::Markdown;
    return std::nullopt;
}

QByteArray exported(const NotedChart& one, ExportFormat format, const ChartStyle& style) {
    switch (format) {
    case ExportFormat::Png:
        return picture(one.chart, style);
    case ExportFormat::Svg:
        return svg(one.chart, widthOf(style), style);
    case ExportFormat::Csv:
        return csv(one.chart.samples());
    case ExportFormat::Markdown:
        return markdownOf(one, style.locale).trimmed().append('\n').toUtf8();
    }
    return {};
}

QByteArray exported(const std::shared_ptr<const ComparisonPage>& page, ExportFormat format,
                    const ChartStyle& style) {
    const Chart whole(ExportedText::tr("Devices compared"), page);
    switch (format) {
    case ExportFormat::Png:
        return picture(whole, style);
    case ExportFormat::Svg:
        return svg(whole, widthOf(style), style);
    case ExportFormat::Csv:
        return csvOf(*page);
    case ExportFormat::Markdown:
        return markdownOf(*page, whole.title(), style.locale).toUtf8();
    }
    return {};
}

} // namespace peripheral
