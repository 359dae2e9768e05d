// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/block_splitter.h"
#include "qt_test.h"

#include <random>

using peripheral::Block;
using peripheral::BlockSplitter;
using Kind = Block::Kind;

namespace {

std::vector<Block> split(QStringView text) {
    BlockSplitter splitter;
    splitter.append(text);
    splitter.finish();
    return splitter.blocks();
}

/// A random text of pieces that mean something in Markdown.
QString randomMarkdown(std::mt19937& random, int pieces) {
    static const QStringList kPieces{
        "word ", "two words", "\n",  "\n\n",    "- ",     "1. ",       "12) ",
        "    ",  "  ",        "# ",  "### ",    "```",    "```py\n",   "~~~~",
        "`",     "``",        "> ",  "|",       "|---|",  "| a | b |", "\n|---|---|\n",
        "---\n", "***",       "<b>", "![x](y)", "[a]: b", "\\",        "\r\n",
        "é",     "漢字。",    "😀",   "=",       "*bold*", "_",         "- [ ] ",
        "\t",    ":"};
    QString text;
    for (int i = 0; i < pieces; ++i) {
        text += kPieces[static_cast<qsizetype>(random() % static_cast<unsigned>(kPieces.size()))];
    }
    return text;
}

/// What a reader can find again: letters and digits of everything shown, in order.
QString letters(QStringView text) {
    QString out;
    for (const QChar c : text) {
        if (c.isLetter()) {
            out += c;
        }
    }
    return out;
}

QString shown(const std::vector<Block>& blocks) {
    QString out;
    for (const Block& block : blocks) {
        out += block.language + block.text;
    }
    return out;
}

} // namespace

class BlockSplitterTest : public QObject {
    Q_OBJECT
private slots:
    void splitsIntoTypes();
    void keepsListDepthAndMarkers();
    void findsCodeInsideAnItem();
    void cutsLongCodeAndKeepsIt();
    void cutsLongTextAtSentences();
    void repeatsTheHeadOfALongTable();
    void marksDoNotFlashWhileTheyArrive();
    void goesOnAfterFinish();
    void isTheSameForAnyCut();
    void losesNothing();
    void saysWhatChanged();
    void escapesImagesAndHtml_data();
    void escapesImagesAndHtml();
    void staysLinear_data();
    void staysLinear();
};

void BlockSplitterTest::splitsIntoTypes() {
    const auto blocks = split(u"# Title\nOne\ntwo\n\n```cpp x\nint a;\n\n  b\n```\n> said\n> twice\n---\n"
                              u"| a | b |\n|---|:-:|\n| 1 | 2 |\nafter");
    const std::vector<Block> expected{
        {.kind = Kind::Heading, .text = "Title", .level = 1},
        {.kind = Kind::Text, .text = "One\ntwo"},
        {.kind = Kind::Code, .text = "int a;\n\n  b", .language = "cpp"},
        {.kind = Kind::Quote, .text = "said\ntwice"},
        {.kind = Kind::Rule},
        {.kind = Kind::Table, .text = "| a | b |\n|---|:-:|\n| 1 | 2 |"},
        {.kind = Kind::Text, .text = "after"},
    };
    QCOMPARE(blocks, expected);
}

void BlockSplitterTest::keepsListDepthAndMarkers() {
    const auto blocks = split(u"- a\n  - b\n  - [x] c\n- d\n\n  more\n\n3. three\n4. four\n\nend");
    const std::vector<Block> expected{
        {.kind = Kind::List, .text = "a", .marker = "•", .level = 0},
        {.kind = Kind::List, .text = "b", .marker = "•", .level = 1, .joined = true},
        {.kind = Kind::List, .text = "c", .marker = "☑", .level = 1, .joined = true},
        {.kind = Kind::List, .text = "d", .marker = "•", .level = 0, .joined = true},
        {.kind = Kind::List, .text = "more", .level = 0},
        {.kind = Kind::List, .text = "three", .marker = "3.", .level = 0},
        {.kind = Kind::List, .text = "four", .marker = "4.", .level = 0, .joined = true},
        {.kind = Kind::Text, .text = "end"},
    };
    QCOMPARE(blocks, expected);
    QCOMPARE(split(u"It was in\n1984. Good").size(), 1U);
}

void BlockSplitterTest::findsCodeInsideAnItem() {
    const auto blocks = split(u"1. Do this:\n   ```sh\n   ls\n     -l\n   ```\n2. Next");
    QCOMPARE(blocks.size(), 3U);
    QCOMPARE(blocks[1], (Block{.kind = Kind::Code, .text = "ls\n  -l", .language = "sh", .level = 1}));
    QCOMPARE(blocks[2].marker, "2.");
}

void BlockSplitterTest::cutsLongCodeAndKeepsIt() {
    QString code;
    for (int i = 0; i < 200; ++i) {
        code += QString("line %1 <b>\n").arg(i);
    }
    const auto blocks = split("```\n" + code + "```\n");
    QCOMPARE(blocks.size(), 5U);
    QString joined;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        QCOMPARE(blocks[i].joined, i > 0);
        QVERIFY(blocks[i].text.count('\n') <= BlockSplitter::kLongestCode);
        joined += blocks[i].text;
    }
    QCOMPARE(joined + '\n', code);
}

void BlockSplitterTest::cutsLongTextAtSentences() {
    const auto blocks = split(QString("A sentence of six short words. ").repeated(100));
    QVERIFY(blocks.size() > 3);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        QVERIFY(blocks[i].text.size() <= BlockSplitter::kLongestText);
        QVERIFY(blocks[i].text.endsWith(u'.'));
        QCOMPARE(blocks[i].joined, i > 0);
    }
}

void BlockSplitterTest::repeatsTheHeadOfALongTable() {
    const QString head = "| name | value |\n|---|---|";
    const auto blocks = split(head + QString("\n| a name | a value |").repeated(500));
    QVERIFY(blocks.size() > 3);
    qsizetype rows = 0;
    for (const Block& block : blocks) {
        QCOMPARE(block.kind, Kind::Table);
        QVERIFY(block.text.startsWith(head));
        QVERIFY(block.text.size() < 2 * BlockSplitter::kLongestTable);
        rows += block.text.count('\n') - 1;
    }
    QCOMPARE(rows, 500);
}

void BlockSplitterTest::marksDoNotFlashWhileTheyArrive() {
    BlockSplitter splitter;
    splitter.append(u"``");
    QVERIFY(splitter.blocks().empty());
    splitter.append(u"`py\nx = 1\n``");
    QCOMPARE(splitter.blocks().size(), 1U);
    QCOMPARE(splitter.blocks().front().text, "x = 1");
    splitter.append(u"`\n##");
    QCOMPARE(splitter.blocks().size(), 1U);
    splitter.finish();
    QCOMPARE(splitter.blocks().back().kind, Kind::Heading);
}

void BlockSplitterTest::goesOnAfterFinish() {
    BlockSplitter splitter;
    splitter.append(u"One wo");
    splitter.finish();
    splitter.append(u"rd\n- and");
    splitter.finish();
    QCOMPARE(splitter.blocks(), split(u"One word\n- and"));
}

void BlockSplitterTest::isTheSameForAnyCut() {
    std::mt19937 random(1);
    for (int round = 0; round < 300; ++round) {
        const QString text = randomMarkdown(random, round % 10 == 0 ? 900 : 60);
        BlockSplitter whole;
        whole.append(text);
        BlockSplitter cut;
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype length = std::min<qsizetype>(1 + random() % 9, text.size() - at);
            cut.append(QStringView(text).sliced(at, length));
            at += length;
        }
        QCOMPARE(cut.blocks(), whole.blocks());
        cut.finish();
        whole.finish();
        QCOMPARE(cut.blocks(), whole.blocks());
    }
}

void BlockSplitterTest::losesNothing() {
    std::mt19937 random(2);
    for (int round = 0; round < 300; ++round) {
        // A fence that lacks its end or its own line may say anything after its language, which is not shown.
        const QString text =
            randomMarkdown(random, 200).remove("```").remove("~~~~").remove("[x]").remove("| a | b |");
        QCOMPARE(letters(shown(split(text))), letters(text));
    }
}

void BlockSplitterTest::saysWhatChanged() {
    std::mt19937 random(3);
    for (int round = 0; round < 50; ++round) {
        BlockSplitter splitter;
        std::vector<Block> before;
        for (int i = 0; i < 60; ++i) {
            splitter.append(randomMarkdown(random, 3));
            const auto& now = splitter.blocks();
            const std::size_t same = std::min(splitter.firstChanged(), std::min(before.size(), now.size()));
            for (std::size_t k = 0; k < same; ++k) {
                QCOMPARE(now[k], before[k]);
            }
            QVERIFY(splitter.firstChanged() <= now.size());
            QVERIFY(before.empty() || splitter.firstChanged() + 2 >= before.size());
            before = now;
        }
    }
}

void BlockSplitterTest::escapesImagesAndHtml_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("harmless");
    QTest::newRow("image") << "see ![a](http://x/y.png)"
                           << "see \\![a](http://x/y.png)";
    QTest::newRow("html") << "a <img src=x> b"
                          << "a \\<img src=x> b";
    QTest::newRow("escaped already") << "a \\<b"
                                     << "a \\<b";
    QTest::newRow("code") << "`a<b>` <i>"
                          << "`a<b>` \\<i>";
    QTest::newRow("lone backticks") << "`a\n<b>`"
                                    << "\\`a\n\\<b>\\`";
    QTest::newRow("reference") << "[a]: http://x"
                               << "\\[a]: http://x";
    QTest::newRow("underline") << "a\n==="
                               << "a\n\\===";
    QTest::newRow("generic type") << "Vec<T>, a < b"
                                  << "Vec\\<T>, a \\< b";
}

void BlockSplitterTest::escapesImagesAndHtml() {
    QFETCH(QString, text);
    QFETCH(QString, harmless);
    QCOMPARE(split(text).front().text, harmless);
}

void BlockSplitterTest::staysLinear_data() {
    QTest::addColumn<QString>("part");
    QTest::newRow("backticks") << "`";
    QTest::newRow("unclosed fence") << "```\nx\n";
    QTest::newRow("nested list") << "  - a\n    - b\n      - c\n";
    QTest::newRow("deeper and deeper") << "- ";
    QTest::newRow("quotes in quotes") << "> ";
    QTest::newRow("table") << "| a | b |\n|---|---|\n";
    QTest::newRow("one line") << "word ";
    QTest::newRow("short lines") << "a\n";
    QTest::newRow("brackets") << "![";
    QTest::newRow("fence openers") << "- ```\n";
}

void BlockSplitterTest::staysLinear() {
    QFETCH(QString, part);
    const auto cost = [&](qsizetype size, qsizetype step) {
        const QString text = part.repeated(size / part.size());
        BlockSplitter splitter;
        for (qsizetype at = 0; at < text.size(); at += step) {
            splitter.append(QStringView(text).sliced(at, std::min(step, text.size() - at)));
        }
        splitter.finish();
        return splitter.charactersRead();
    };
    const std::size_t small = cost(50'000, 10);
    const std::size_t large = cost(100'000, 10);
    QVERIFY2(large < small * 5 / 2, qPrintable(QString("%1 then %2").arg(small).arg(large)));
    QVERIFY2(cost(100'000, 100'000) < 1'000'000, "a text in one piece is read a bounded number of times");
}

PERIPHERAL_QT_TEST(BlockSplitterTest, QCoreApplication)
#include "block_splitter_test.moc"
