// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/line.h"

#include <QList>

#include <algorithm>

namespace peripheral {

namespace {

constexpr int kTab = 4;
constexpr qsizetype kLongestNumber = 9;

qsizetype runLength(QStringView text, QChar character) {
    const auto end = std::find_if(text.begin(), text.end(), [=](QChar c) { return c != character; });
    return end - text.begin();
}

bool isRule(QStringView text) {
    const QChar mark = text.front();
    if (mark != u'-' && mark != u'*' && mark != u'_') {
        return false;
    }
    const bool pure =
        std::all_of(text.begin(), text.end(), [=](QChar c) { return c == mark || c.isSpace(); });
    return pure && text.count(mark) >= 3;
}

qsizetype fenceLength(QStringView text) {
    const QChar mark = text.front();
    if (mark != u'`' && mark != u'~') {
        return 0;
    }
    const qsizetype length = runLength(text, mark);
    const bool inlineCode = mark == u'`' && text.sliced(length).contains(u'`');
    return length >= 3 && !inlineCode ? length : 0;
}

bool endsMark(QStringView text, qsizetype length) {
    return length > 0 && (length == text.size() || text[length].isSpace());
}

qsizetype headingLength(QStringView text) {
    const qsizetype length = runLength(text, u'#');
    return length <= 6 && endsMark(text, length) ? length : 0;
}

qsizetype itemLength(QStringView text) {
    const QChar first = text.front();
    if (first == u'-' || first == u'*' || first == u'+') {
        return endsMark(text, 1) ? 1 : 0;
    }
    qsizetype digits = 0;
    while (digits < text.size() && digits <= kLongestNumber && text[digits] >= u'0' && text[digits] <= u'9') {
        ++digits;
    }
    const bool number = digits > 0 && digits <= kLongestNumber && digits < text.size() &&
                        (text[digits] == u'.' || text[digits] == u')');
    return number && endsMark(text, digits + 1) ? digits + 1 : 0;
}

QStringView withoutClosingMarks(QStringView heading) {
    const QStringView text = heading.trimmed();
    qsizetype end = text.size();
    while (end > 0 && text[end - 1] == u'#') {
        --end;
    }
    return end == 0 || text[end - 1].isSpace() ? text.first(end).trimmed() : text;
}

bool isTableRuleCell(QStringView cell) {
    QStringView dashes = cell.trimmed();
    if (dashes.startsWith(u':')) {
        dashes = dashes.sliced(1);
    }
    if (dashes.endsWith(u':')) {
        dashes.chop(1);
    }
    return !dashes.isEmpty() && runLength(dashes, u'-') == dashes.size();
}

/// Calls `use` with each cell; pipes after a backslash belong to the cell.
template <typename Use>
void forEachCell(QStringView line, Use use) {
    QStringView row = line.trimmed();
    if (row.startsWith(u'|')) {
        row = row.sliced(1);
    }
    qsizetype begin = 0;
    for (qsizetype i = 0; i < row.size(); ++i) {
        if (row[i] == u'\\') {
            ++i;
        } else if (row[i] == u'|') {
            use(row.sliced(begin, i - begin));
            begin = i + 1;
        }
    }
    if (begin < row.size()) {
        use(row.sliced(begin));
    }
}

// Inside a line that begins with a letter and holds nothing else of note, these mean themselves.
constexpr QStringView kPlainMarks = u" ,.;:!?'\"()%-\u2013\u2014\u2018\u2019\u201c\u201d\u2026";

bool isPlain(QChar character) {
    return character.isLetterOrNumber() || character.isMark() || kPlainMarks.contains(character);
}

bool isPlainLine(QStringView line) {
    // A figure, a mark or a space at the beginning may begin a list, a rule or code.
    return !line.isEmpty() && line.front().isLetter() && std::all_of(line.begin(), line.end(), isPlain) &&
           !line.contains(u"  ") && !line.contains(u"www.", Qt::CaseInsensitive);
}

} // namespace

Line Line::parse(QStringView line) {
    Line result;
    qsizetype start = 0;
    while (start < line.size() && line[start].isSpace()) {
        result.indent += line[start] == u'\t' ? kTab : 1;
        ++start;
    }
    const QStringView text = line.sliced(start);
    result.content = text;
    const auto found = [&](Kind as, qsizetype length) {
        result.kind = as;
        result.mark = text.first(length);
        result.content = text.sliced(length);
        return result;
    };
    if (text.isEmpty()) {
        return found(Kind::Blank, 0);
    }
    if (const auto length = fenceLength(text)) {
        return found(Kind::Fence, length);
    }
    if (const auto length = headingLength(text)) {
        found(Kind::Heading, length);
        result.content = withoutClosingMarks(result.content);
        return result;
    }
    if (isRule(text)) {
        return found(Kind::Rule, text.size());
    }
    if (text.front() == u'>') {
        return found(Kind::Quote, text.startsWith(u"> ") ? 2 : 1);
    }
    if (const auto length = itemLength(text)) {
        return found(Kind::Item, length);
    }
    return result;
}

int tableColumns(QStringView line) {
    if (!line.contains(u'|')) {
        return 0;
    }
    int columns = 0;
    forEachCell(line, [&](QStringView) { ++columns; });
    return columns;
}

int tableRuleColumns(QStringView line) {
    if (!line.contains(u'|')) {
        return 0;
    }
    int columns = 0;
    bool rule = true;
    forEachCell(line, [&](QStringView cell) {
        ++columns;
        rule = rule && isTableRuleCell(cell);
    });
    return rule ? columns : 0;
}

bool isPlainMarkdown(QStringView markdown) {
    const auto lines = markdown.split(u'\n');
    return std::all_of(lines.begin(), lines.end(), isPlainLine);
}

} // namespace peripheral
