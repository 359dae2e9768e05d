// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/line.h"

#include <algorithm>

namespace peripheral {

namespace {

bool isPunctuation(QChar c) {
    return c.unicode() < 128 && !c.isLetterOrNumber() && !c.isSpace();
}

qsizetype backticksAt(QStringView line, qsizetype at) {
    qsizetype end = at;
    while (end < line.size() && line[end] == u'`') {
        ++end;
    }
    return end - at;
}

/// Length of the code span that begins at `at` with `ticks` backticks; 0 where it does not end on this line.
qsizetype codeSpanLength(QStringView line, qsizetype at, qsizetype ticks, MarkdownUse use) {
    qsizetype i = at + ticks;
    while (i < line.size()) {
        const qsizetype run = backticksAt(line, i);
        if (run == ticks) {
            return i + run - at;
        }
        if (use == MarkdownUse::TableRow && line[i] == u'|') {
            return 0;
        }
        i += std::max<qsizetype>(run, 1);
    }
    return 0;
}

void appendEscaped(QString& out, QStringView characters) {
    for (const QChar c : characters) {
        out += u'\\';
        out += c;
    }
}

void appendInline(QString& out, QStringView line, MarkdownUse use) {
    qsizetype i = 0;
    while (i < line.size()) {
        const QChar c = line[i];
        qsizetype taken = 1;
        if (c == u'\\' && i + 1 < line.size() && isPunctuation(line[i + 1])) {
            taken = 2;
            out += line.sliced(i, taken);
        } else if (c == u'`') {
            const qsizetype ticks = backticksAt(line, i);
            const qsizetype span = codeSpanLength(line, i, ticks, use);
            taken = span > 0 ? span : ticks;
            span > 0 ? void(out += line.sliced(i, span)) : appendEscaped(out, line.sliced(i, ticks));
        } else if (c == u'<' || (c == u'!' && i + 1 < line.size() && line[i + 1] == u'[')) {
            appendEscaped(out, line.sliced(i, 1));
        } else {
            out += c;
        }
        i += taken;
    }
}

bool isReferenceDefinition(QStringView text) {
    const qsizetype end = text.indexOf(u"]:");
    return text.startsWith(u'[') && end > 0;
}

bool isUnderline(QStringView text) {
    const QStringView line = text.trimmed();
    return !line.isEmpty() && (line.count(u'=') == line.size() || line.count(u'-') == line.size());
}

/// How many characters at the start of `text` (no white space before it) stand before the one to escape so
/// that it begins no block; -1 where it begins none.
qsizetype blockMark(QStringView text, MarkdownUse use) {
    if (isReferenceDefinition(text)) {
        return 0;
    }
    if (use != MarkdownUse::Paragraph || text.isEmpty()) {
        return -1;
    }
    const Line line = Line::parse(text);
    if (line.kind == Line::Kind::Plain) {
        const bool begins = isUnderline(text) || tableRuleColumns(text) > 0;
        return begins && text.front() != u'|' ? 0 : begins ? 1 : -1;
    }
    return line.kind == Line::Kind::Item && line.ordered() ? line.mark.size() - 1 : 0;
}

void appendLine(QString& out, QStringView line, MarkdownUse use) {
    const QStringView text = use == MarkdownUse::Paragraph ? line.trimmed() : line;
    const qsizetype mark = text.startsWith(u'`') ? -1 : blockMark(text, use);
    if (mark < 0) {
        appendInline(out, text, use);
        return;
    }
    out += text.first(mark);
    appendEscaped(out, text.sliced(mark, 1));
    appendInline(out, text.sliced(mark + 1), use);
}

} // namespace

QString harmlessMarkdown(QStringView text, MarkdownUse use) {
    QString out;
    out.reserve(text.size() + text.size() / 8);
    qsizetype begin = 0;
    for (;;) {
        const qsizetype end = text.indexOf(u'\n', begin);
        appendLine(out, text.sliced(begin, (end < 0 ? text.size() : end) - begin), use);
        if (end < 0) {
            return out;
        }
        out += u'\n';
        begin = end + 1;
    }
}

} // namespace peripheral
