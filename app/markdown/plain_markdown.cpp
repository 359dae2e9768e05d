// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/plain_markdown.h"

#include <QList>

#include <algorithm>

namespace peripheral {

namespace {

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

bool isPlainMarkdown(QStringView markdown) {
    const auto lines = markdown.split(u'\n');
    return std::all_of(lines.begin(), lines.end(), isPlainLine);
}

} // namespace peripheral
