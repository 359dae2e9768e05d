// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QPointer>
#include <QQuickTextDocument>
#include <QString>
#include <QtQmlIntegration>

namespace peripheral {

/// Fills the document of a TextEdit from Markdown and gives it the look of the theme, which Markdown itself
/// cannot say: line height, code, links, tables. HTML in the Markdown is shown as text. GUI thread.
class MarkdownDocument : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    /// A line break in it is a line break, not a space: answers mean them.
    Q_PROPERTY(QString markdown READ markdown WRITE setMarkdown NOTIFY markdownChanged)
    Q_PROPERTY(qreal lineHeight MEMBER m_lineHeight NOTIFY styleChanged)
    Q_PROPERTY(QString codeFamily MEMBER m_codeFamily NOTIFY styleChanged)
    Q_PROPERTY(int codeSize MEMBER m_codeSize NOTIFY styleChanged)
    Q_PROPERTY(QColor codeGround MEMBER m_codeGround NOTIFY styleChanged)
    Q_PROPERTY(QColor linkColor MEMBER m_linkColor NOTIFY styleChanged)
    Q_PROPERTY(QColor lineColor MEMBER m_lineColor NOTIFY styleChanged)
    Q_PROPERTY(qreal cellPadding MEMBER m_cellPadding NOTIFY styleChanged)

public:
    explicit MarkdownDocument(QObject* parent = nullptr);

    [[nodiscard]] QQuickTextDocument* document() const { return m_document; }
    void setDocument(QQuickTextDocument* document);
    [[nodiscard]] QString markdown() const { return m_markdown; }
    void setMarkdown(const QString& markdown);

    /// To be called once the TextEdit is complete; before, it would forget what it was filled with.
    Q_INVOKABLE void start();

signals:
    void documentChanged();
    void markdownChanged();
    void styleChanged();

private:
    void fill();
    [[nodiscard]] bool canAppend(const QString& markdown) const;
    void append(const QString& markdown);
    void fillLater();
    void styleBlocks(QTextDocument& document) const;
    void styleTables(QTextDocument& document) const;

    QPointer<QQuickTextDocument> m_document;
    QString m_markdown;
    qreal m_lineHeight = 1;
    QString m_codeFamily;
    int m_codeSize = 0;
    QColor m_codeGround, m_linkColor, m_lineColor;
    qreal m_cellPadding = 0;
    bool m_started = false;
    bool m_filled = false; ///< the document shows m_markdown
    bool m_fillPending = false;
};

} // namespace peripheral
