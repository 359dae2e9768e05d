// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml_folder.h"
#include "qt_test.h"
#include "test_window.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickTextDocument>
#include <QTextDocument>

#include <random>

/// Text that arrives in pieces looks as if it had come at once, whether it is added to what is shown or
/// takes its place.
class MarkdownTextTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void piecesShowWhatTheWholeShows_data();
    void piecesShowWhatTheWholeShows();
    void randomPiecesShowWhatTheWholeShows();
    void wordsAreAdded();
    void anotherThemeDressesWhatWasAdded();

private:
    /// A new text item that shows `markdown`.
    std::unique_ptr<QObject> textOf(const QString& markdown);
    void compareWithWhole(const QStringList& pieces);

    QQmlEngine m_qml;
    std::unique_ptr<QQmlComponent> m_component;
};

namespace {

QTextDocument& documentOf(const QObject& text) {
    return *text.property("textDocument").value<QQuickTextDocument*>()->textDocument();
}

} // namespace

void MarkdownTextTest::initTestCase() {
    m_qml.addImportPath("qrc:/qt/qml");
    readQmlFromFolder(m_qml);
    m_component = std::make_unique<QQmlComponent>(&m_qml);
    m_component->setData("import QtQuick\nimport Peripheral.Chat\n"
                         "MarkdownText { width: 300; copier: null }",
                         {});
    QVERIFY2(m_component->isReady(), qPrintable(m_component->errorString()));
}

std::unique_ptr<QObject> MarkdownTextTest::textOf(const QString& markdown) {
    return std::unique_ptr<QObject>(m_component->createWithInitialProperties({{"markdown", markdown}}));
}

void MarkdownTextTest::compareWithWhole(const QStringList& pieces) {
    const auto growing = textOf({});
    QString markdown;
    for (const QString& piece : pieces) {
        markdown += piece;
        growing->setProperty("markdown", markdown);
        const auto whole = textOf(markdown);
        QCOMPARE(documentOf(*growing).toHtml(), documentOf(*whole).toHtml());
    }
}

void MarkdownTextTest::piecesShowWhatTheWholeShows_data() {
    QTest::addColumn<QStringList>("pieces");
    QTest::newRow("words") << QStringList{"One", " word", " and", " another", "."};
    QTest::newRow("parts of words") << QStringList{"Wea", "ther", " sta", "tion"};
    QTest::newRow("spaces at the end") << QStringList{"One ", "word ", "and ", " two", "  ", "three"};
    QTest::newRow("lines") << QStringList{"One", " line", "\n", "and", " two", "\n", " indented"};
    QTest::newRow("emphasis begins") << QStringList{"Some", " *", "thing", "*", " and", " more"};
    QTest::newRow("emphasis before") << QStringList{"**bold**", " plain", " text"};
    QTest::newRow("code at the end") << QStringList{"Type `ls`", " or", " else"};
    QTest::newRow("a list's number") << QStringList{"Fine", "\n", "1", ".", " item"};
    QTest::newRow("an underline") << QStringList{"Heading", "\n", "-", "-", "-"};
    QTest::newRow("a link by itself") << QStringList{"See", " www", ".example", ".org", " now"};
    QTest::newRow("an address") << QStringList{"Write", " me", "@example", ".org", " now"};
    QTest::newRow("an entity") << QStringList{"A", " &", "amp", ";", " B"};
    QTest::newRow("a table") << QStringList{"a", " | b", "\n", "-|-", "\n", "1 | 2"};
    QTest::newRow("other scripts") << QStringList{"Émile", " 漢字", "。", " ελληνικά", " 😀", " fine"};
    QTest::newRow("shorter than before") << QStringList{"One word", ""};
}

void MarkdownTextTest::piecesShowWhatTheWholeShows() {
    QFETCH(const QStringList, pieces);
    compareWithWhole(pieces);
}

void MarkdownTextTest::randomPiecesShowWhatTheWholeShows() {
    const QStringList kinds{"word", " ",    "  ",   "two words", "\n", "\n\n", "1",   ".",  ")",
                            "-",    "#",    "*",    "_",         "`",  "~",    ">",   "|",  ":",
                            "/",    "www.", "http", "@",         "[",  "]",    "(",   "!",  "&",
                            ";",    "\\",   "é",    "😀",         "=",  "+",    "<b>", "\t", "'"};
    std::mt19937 random(7);
    for (int text = 0; text < 60; ++text) {
        QStringList pieces;
        for (int i = 0; i < 12; ++i) // words are as frequent as they are in answers
            pieces += random() % 2 == 0
                          ? QStringLiteral(" word")
                          : kinds[static_cast<qsizetype>(random() % static_cast<unsigned>(kinds.size()))];
        compareWithWhole(pieces);
        if (QTest::currentTestFailed())
            qInfo().noquote() << pieces;
    }
}

void MarkdownTextTest::wordsAreAdded() {
    const auto text = textOf("The river");
    QTextDocument& document = documentOf(*text);
    int removed = 0;
    connect(&document, &QTextDocument::contentsChange, this,
            [&removed](int, int charsRemoved, int) { removed += charsRemoved; });
    text->setProperty("markdown", "The river rises");
    QCOMPARE(document.toPlainText(), "The river rises");
    QCOMPARE(removed, 0);
    text->setProperty("markdown", "The river rises *fast*");
    QVERIFY(removed > 0); // parsed again
}

void MarkdownTextTest::anotherThemeDressesWhatWasAdded() {
    const auto text = textOf("Type `ls`");
    text->setProperty("markdown", "Plain");
    text->setProperty("markdown", "Plain words");
    const int size = text->property("font").value<QFont>().pixelSize();
    QFont larger = text->property("font").value<QFont>();
    larger.setPixelSize(2 * size);
    text->setProperty("font", larger);
    text->setProperty("markdown", "Plain words grow");
    QCOMPARE(documentOf(*text).toPlainText(), "Plain words grow");
    QCOMPARE(documentOf(*text).defaultFont().pixelSize(), 2 * size);
}

PERIPHERAL_QT_TEST(MarkdownTextTest, TestApplication)
#include "markdown_text_test.moc"
