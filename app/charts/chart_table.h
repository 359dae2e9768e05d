// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/number_form.h"

#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace peripheral {

/// The numbers of a chart as a table: what is drawn, read and exported.
struct ChartTable {
    /// Not measured, a number as it was given, or words.
    using Cell = std::variant<std::monostate, double, QString>;
    using Row = std::vector<Cell>;

    std::vector<Axis> columns; ///< their titles, and how their numbers are written
    std::vector<Row> rows;     ///< each as long as `columns`

    /// A cell for people.
    [[nodiscard]] QString text(std::size_t row, std::size_t column, const QLocale& locale) const;
    /// A whole row in one sentence: its words, then each number with the title of its column.
    [[nodiscard]] QString spoken(std::size_t row, const QLocale& locale) const;
};

/// The cell of a number that may not have been measured.
[[nodiscard]] ChartTable::Cell cellOf(std::optional<double> value);

} // namespace peripheral
