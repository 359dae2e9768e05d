// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/markdown_document.h"

#include "markdown/line.h"

#include <QFontMetricsF>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextTable>

#include <algorithm>
#include <vector>

namespace peripheral {

namespace {

struct Span {
    int begin;
    int end;
    QTextCharFormat format;
};

QStringView withoutSpaceBehind(QStringView text) {
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

} // namespace

MarkdownDocument::MarkdownDocument(QObject* parent) : QObject(parent) {
    connect(this, &MarkdownDocument::styleChanged, this, &MarkdownDocument::fillLater);
}

void MarkdownDocument::setDocument(QQuickTextDocument* document) {
    if (document == m_document)
        return;
    m_document = document;
    m_filled = false;
    if (m_document != nullptr)
        m_document->textDocument()->setUndoRedoEnabled(false);
    emit documentChanged();
    fill();
}

void MarkdownDocument::setMarkdown(const QString& markdown) {
    if (markdown == m_markdown)
        return;
    const bool appending = canAppend(markdown);
    if (appending)
        append(markdown);
    m_markdown = markdown;
    emit markdownChanged();
    if (!appending)
        fill();
}

/// Most pieces of an answer are words behind words: these need no parser, and the text before them stays as
/// it is.
bool MarkdownDocument::canAppend(const QString& markdown) const {
    return m_filled && m_document != nullptr && markdown.startsWith(m_markdown) &&
           isPlainMarkdown(m_markdown) && isPlainMarkdown(markdown) &&
           markdown.lastIndexOf(u'\n') < m_markdown.size();
}

void MarkdownDocument::append(const QString& markdown) {
    // What Markdown shows ends with its last word.
    const qsizetype shown = withoutSpaceBehind(m_markdown).size();
    QTextCursor cursor(m_document->textDocument());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(withoutSpaceBehind(markdown).mid(shown).toString());
}

void MarkdownDocument::start() {
    m_started = true;
    fill();
}

/// A change of theme sets several properties: one filling serves them all.
void MarkdownDocument::fillLater() {
    if (!m_started || m_fillPending)
        return;
    m_fillPending = true;
    m_filled = false; // in the look that it is to have
    QMetaObject::invokeMethod(this, &MarkdownDocument::fill, Qt::QueuedConnection);
}

void MarkdownDocument::fill() {
    m_fillPending = false;
    m_filled = m_started && m_document != nullptr;
    if (!m_filled)
        return;
    QTextDocument& document = *m_document->textDocument();
    QString text = m_markdown;
    const bool table = text.startsWith(u'|') || text.contains(u"\n|");
    if (!table)
        text.replace(u'\n', QStringLiteral("  \n"));
    // Set directly, each run of a format would lay the whole text out again; from a document that is not
    // shown it comes in one piece.
    QTextDocument scratch;
    scratch.setDefaultFont(document.defaultFont());
    scratch.setMarkdown(text, {QTextDocument::MarkdownDialectGitHub | QTextDocument::MarkdownNoHTML});
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    cursor.insertFragment(QTextDocumentFragment(&scratch));
    styleBlocks(document);
    cursor.endEditBlock();
    if (!table)
        return;
    cursor.beginEditBlock(); // the document finds its tables at the end of an edit
    styleTables(document);
    cursor.endEditBlock();
}

void MarkdownDocument::styleBlocks(QTextDocument& document) const {
    std::vector<Span> spans;
    const QFont font = document.defaultFont();
    const qreal percent = m_lineHeight * font.pixelSize() / QFontMetricsF(font).height() * 100;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(std::max(percent, 100.0), QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(0);
        format.setBottomMargin(0);
        QTextCursor(block).setBlockFormat(format);
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            QTextCharFormat character = fragment.charFormat();
            if (character.fontFixedPitch() && m_codeSize > 0) {
                character.setFontFamilies({m_codeFamily});
                character.setProperty(QTextFormat::FontPixelSize, m_codeSize);
                character.setBackground(m_codeGround);
            } else if (character.isAnchor()) {
                character.setForeground(m_linkColor);
                character.setFontUnderline(true);
            } else {
                continue;
            }
            spans.push_back({fragment.position(), fragment.position() + fragment.length(), character});
        }
    }
    for (const Span& span : spans) {
        QTextCursor cursor(&document);
        cursor.setPosition(span.begin);
        cursor.setPosition(span.end, QTextCursor::KeepAnchor);
        cursor.setCharFormat(span.format);
    }
}

void MarkdownDocument::styleTables(QTextDocument& document) const {
    const auto frames = document.rootFrame()->childFrames();
    for (QTextFrame* frame : frames) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (table == nullptr)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(0.5); // neighbours draw one each
        format.setBorderCollapse(true);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(m_lineColor);
        format.setCellPadding(m_cellPadding);
        format.setCellSpacing(0);
        format.setTopMargin(0);
        format.setBottomMargin(0);
        table->setFormat(format);
        QTextCharFormat head;
        head.setFontWeight(QFont::DemiBold);
        for (int column = 0; column < table->columns(); ++column) {
            const QTextTableCell cell = table->cellAt(0, column);
            QTextCursor cursor = cell.firstCursorPosition();
            cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(head);
        }
    }
}

} // namespace peripheral

#include "moc_markdown_document.cpp"
