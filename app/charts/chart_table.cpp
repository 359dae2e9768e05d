// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_table.h"

#include <QStringList>

#include <cmath>

namespace peripheral {

namespace {

bool isWords(const ChartTable::Cell& cell) {
    return std::holds_alternative<QString>(cell);
}

} // namespace

QString ChartTable::text(std::size_t row, std::size_t column, const QLocale& locale) const {
    const Cell& cell = rows.at(row).at(column);
    if (const auto* words = std::get_if<QString>(&cell))
        return *words;
    const auto* number = std::get_if<double>(&cell);
    return number == nullptr ? notMeasured() : written(*number, columns.at(column).form, locale);
}

QString ChartTable::spoken(std::size_t row, const QLocale& locale) const {
    QStringList words;
    QStringList numbers;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        const QString cell = text(row, column, locale);
        if (cell.isEmpty())
            continue;
        if (isWords(rows.at(row).at(column)))
            words += cell;
        else
            numbers += columns.at(column).title + " " + cell;
    }
    const QString said = words.join(", ");
    return said.isEmpty() || numbers.isEmpty() ? said + numbers.join(", ") : said + ": " + numbers.join(", ");
}

ChartTable::Cell cellOf(std::optional<double> value) {
    const std::optional<double> number = measured(value);
    return number ? ChartTable::Cell(*number) : ChartTable::Cell();
}

} // namespace peripheral
