// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace peripheral {

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
