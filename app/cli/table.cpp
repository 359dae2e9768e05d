// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table.h"

#include <plm/shown_text.h>

#include <algorithm>

namespace peripheral::cli {

namespace {

/// Characters of `text`, which is UTF-8 without double-width ones.
std::size_t widthOf(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80; // not the rest of a character
    }));
}

std::string padded(const std::string& text, std::size_t width, bool isText) {
    const std::string blanks(width - std::min(width, widthOf(text)), ' ');
    return isText ? text + blanks : blanks + text;
}

/// A line of a terminal, without blanks at its end.
void addLine(std::string line, std::string& lines) {
    line.erase(line.find_last_not_of(' ') + 1);
    lines += line + '\n';
}

/// A cell of Markdown: a bar would end it.
std::string escaped(const std::string& text) {
    std::string cell;
    for (const char c : text) {
        if (c == '|')
            cell += '\\';
        cell += c;
    }
    return cell;
}

} // namespace

void Table::add(std::vector<std::string> cells) {
    for (std::string& cell : cells)
        cell = plm::shownText(cell); // a row is a line, whatever names it has
    cells.resize(m_columns.size());
    m_rows.push_back(std::move(cells));
}

std::vector<std::size_t> Table::widths() const {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        widths.push_back(widthOf(m_columns[i].heading));
        for (const auto& row : m_rows)
            widths[i] = std::max(widths[i], widthOf(row[i]));
    }
    return widths;
}

std::string Table::text() const {
    const std::vector<std::size_t> widths = this->widths();
    std::string lines;
    const auto addRow = [&](const auto& cell) {
        std::string line;
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            line.append(i == 0 ? "" : "  ").append(padded(cell(i), widths[i], m_columns[i].isText));
        addLine(std::move(line), lines);
    };
    addRow([&](std::size_t i) -> const std::string& { return m_columns[i].heading; });
    for (const auto& row : m_rows)
        addRow([&](std::size_t i) -> const std::string& { return row[i]; });
    return lines;
}

std::string Table::markdown() const {
    std::string head = "|", rule = "|", rows;
    for (const Column& column : m_columns) {
        head += ' ' + escaped(column.heading) + " |";
        rule += column.isText ? "---|" : "---:|";
    }
    for (const auto& row : m_rows) {
        rows += '|';
        for (const std::string& cell : row)
            rows += ' ' + escaped(cell) + " |";
        rows += '\n';
    }
    return head + '\n' + rule + '\n' + rows;
}

} // namespace peripheral::cli
