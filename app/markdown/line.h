// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace peripheral {

/// What one line of Markdown begins or is, seen alone. The views point into the line.
struct Line {
    enum class Kind { Blank, Fence, Heading, Rule, Quote, Item, Plain };

    Kind kind = Kind::Plain;
    int indent = 0;      ///< columns of white space before it; a tab counts 4
    QStringView content; ///< what follows the mark
    QStringView mark;    ///< Fence: its characters; Heading: the "#"s; Item: "-", "*", "+", "3." or "3)"

    static Line parse(QStringView line);

    /// Whether the mark of an item is a number.
    [[nodiscard]] bool ordered() const { return !mark.isEmpty() && mark.front().isDigit(); }
};

/// Cells of a table's row, or 0 where the line has no "|".
int tableColumns(QStringView line);

/// Columns of a line such as "|---|:-:|" that makes the line before it a table's head; 0 where it is none.
int tableRuleColumns(QStringView line);

/// True for lines of words that every Markdown parser shows as they stand, except for spaces at the end, and
/// that stay so when more such text follows. False where that is in doubt.
[[nodiscard]] bool isPlainMarkdown(QStringView markdown);

enum class MarkdownUse {
    Paragraph, ///< no line may begin a heading, list, quote, rule or table of its own
    Container, ///< a quote: what it holds is Markdown again
    TableRow,  ///< "|" ends a cell even inside code
};

/// Markdown that shows every character of `text` and neither loads an image nor contains HTML: "<" and "!["
/// are escaped outside code spans. Code spans end on the line they begin on; other backticks are escaped, so
/// that every parser agrees on what is code, and nothing hides in a code span that another parser does not
/// see.
QString harmlessMarkdown(QStringView text, MarkdownUse use);

} // namespace peripheral
