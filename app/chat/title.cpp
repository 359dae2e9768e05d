// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/title.h"

#include "models/shown_text.h"

#include <QTextBoundaryFinder>

namespace peripheral {

namespace {

constexpr qsizetype kLongest = 40;

/// The last boundary of `type` in `text` that is not behind `limit`; 0 where there is none.
qsizetype boundaryBefore(const QString& text, QTextBoundaryFinder::BoundaryType type, qsizetype limit) {
    QTextBoundaryFinder finder(type, text);
    finder.setPosition(limit);
    if (finder.isAtBoundary())
        return limit;
    return std::max<qsizetype>(0, finder.toPreviousBoundary());
}

} // namespace

QString titleFromQuestion(const QString& question) {
    const QString trimmed = question.trimmed();
    // A title stands beside other words, which a mark of direction would turn around.
    const QString line = shownText(trimmed.left(trimmed.indexOf('\n')).simplified());
    if (line.size() <= kLongest)
        return line;
    qsizetype end = boundaryBefore(line, QTextBoundaryFinder::Word, kLongest - 1);
    // One word without end: between characters then, never inside one.
    if (line.left(end).trimmed().isEmpty())
        end = boundaryBefore(line, QTextBoundaryFinder::Grapheme, kLongest - 1);
    return line.left(end).trimmed() + u'…';
}

} // namespace peripheral
