// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPainter>
#include <QStringList>
#include <QSvgGenerator>

#include <cmath>

namespace peripheral {

namespace {

constexpr double kMostPixels = 64e6;

struct ExportText {
    Q_DECLARE_TR_FUNCTIONS(ChartExport)
};

/// A chart under its title, with a margin around both.
class Page {
public:
    Page(const Chart& chart, double width, const ChartStyle& style)
        : m_margin(style.pixelSize),
          m_title(std::max(width - 2 * m_margin, 1.0), style),
          m_chart(chart.layout(m_title.width(), style)) {
        m_title.text({0, 0}, m_title.width(), chart.title(), {.bold = true});
        if (style.rightToLeft)
            m_title.mirror();
    }
    [[nodiscard]] QSize size() const {
        return QSizeF(std::ceil(m_chart.width() + 2 * m_margin),
                      std::ceil(m_title.height() + m_chart.height() + 3 * m_margin))
            .toSize();
    }
    void paint(QPainter& painter) const {
        painter.fillRect(QRect(QPoint(), size()), m_title.style().surface);
        painter.translate(m_margin, m_margin);
        m_title.paint(painter);
        painter.translate(0, m_title.height() + m_margin);
        m_chart.paint(painter);
    }

private:
    double m_margin;
    ChartLayout m_title;
    ChartLayout m_chart;
};

// Qt 6.4 writes titles into the file as they are, later versions may not: these hold nothing that matters.
const QString kTitlePlace = QStringLiteral("chart-title");
const QString kSummaryPlace = QStringLiteral("chart-summary");

void replaceFirst(QByteArray& file, const QString& place, const QString& words) {
    const QByteArray wanted = place.toUtf8();
    if (const qsizetype at = file.indexOf(wanted); at >= 0)
        file.replace(at, wanted.size(), words.toHtmlEscaped().toUtf8());
}

/// The unit of numbers that stand alone.
QString headed(const Axis& column) {
    switch (column.form) {
    case NumberForm::Bytes:
        return ExportText::tr("%1 (bytes)").arg(column.title);
    case NumberForm::Percent:
    case NumberForm::Difference:
        return ExportText::tr("%1 (share of 1)").arg(column.title);
    case NumberForm::Plain:
    case NumberForm::Prefixed:
        return column.title;
    }
    return {};
}

QString csvWords(QString words) {
    if (!words.isEmpty() && QStringLiteral("=+-@\t\r\n").contains(words.front()))
        words.prepend(u'\'');
    return u'"' + words.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString csvCell(const ChartTable::Cell& cell) {
    if (const auto* words = std::get_if<QString>(&cell))
        return csvWords(*words);
    const auto* number = std::get_if<double>(&cell);
    return number == nullptr ? QString() : QString::number(*number, 'g', QLocale::FloatingPointShortest);
}

QString markdownRow(const QStringList& cells) {
    return "| " + cells.join(QStringLiteral(" | ")) + " |\n";
}

bool isOfNumbers(const ChartTable& table, std::size_t column) {
    return std::none_of(table.rows.begin(), table.rows.end(), [column](const ChartTable::Row& row) {
        return std::holds_alternative<QString>(row.at(column));
    });
}

} // namespace

QImage png(const Chart& chart, double width, double scale, const ChartStyle& style) {
    const Page page(chart, width, style);
    const QSizeF size = QSizeF(page.size()) * scale;
    if (!(size.width() >= 1 && size.height() >= 1 && size.width() * size.height() <= kMostPixels))
        return {};
    QImage image(size.toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    page.paint(painter);
    return image;
}

QByteArray svg(const Chart& chart, double width, const ChartStyle& style) {
    const Page page(chart, width, style);
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(page.size());
    generator.setViewBox(QRect(QPoint(), page.size()));
    generator.setTitle(kTitlePlace);
    generator.setDescription(kSummaryPlace);
    QPainter painter(&generator);
    page.paint(painter);
    painter.end();
    QByteArray file = buffer.data();
    replaceFirst(file, kTitlePlace, chart.title());
    replaceFirst(file, kSummaryPlace, chart.summary(style.locale));
    return file;
}

QByteArray csv(const ChartTable& table) {
    QStringList titles;
    for (const Axis& column : table.columns)
        titles += csvWords(headed(column));
    QString text = titles.join(u',') + "\r\n";
    for (const ChartTable::Row& row : table.rows) {
        QStringList cells;
        for (const ChartTable::Cell& cell : row)
            cells += csvCell(cell);
        text += cells.join(u',') + "\r\n";
    }
    return text.toUtf8();
}

QString markdownWords(const QString& words) {
    QString escaped;
    for (const QChar c : words.simplified()) {
        if (QStringLiteral("\\`*_{}[]<>()#+-.!|~&").contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

QString markdown(const ChartTable& table, const QLocale& locale) {
    QStringList titles;
    QStringList alignment;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        titles += markdownWords(table.columns[column].title);
        alignment += isOfNumbers(table, column) ? QStringLiteral("---:") : QStringLiteral("---");
    }
    QString text = markdownRow(titles) + markdownRow(alignment);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        QStringList cells;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            cells += markdownWords(table.text(row, column, locale));
        text += markdownRow(cells);
    }
    return text;
}

} // namespace peripheral
