// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace peripheral::cli {

/// Rows of cells under headings.
class Table {
public:
    struct Column {
        std::string heading;
        bool isText = false; ///< to the left; numbers stand to the right
    };
    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}

    /// A cell for each column.
    void add(std::vector<std::string> cells);

    /// In aligned columns, two blanks between them, for a terminal.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string markdown() const;

private:
    /// Columns of a terminal that each column takes.
    [[nodiscard]] std::vector<std::size_t> widths() const;

    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace peripheral::cli
