// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chat/conversation_list_model.h"
#include "qt_test.h"

using peripheral::titleFromQuestion;

class TitleTest : public QObject {
    Q_OBJECT

private slots:
    void takesTheFirstLine_data();
    void takesTheFirstLine();
    void isNeverLongerThanForty();
};

void TitleTest::takesTheFirstLine_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("title");
    QTest::newRow("short") << "Why?"
                           << "Why?";
    QTest::newRow("blank lines before") << "\n \n  Why?\nBecause?"
                                        << "Why?";
    QTest::newRow("blanks inside") << "Why \t not?"
                                   << "Why not?";
    QTest::newRow("exactly forty") << QString(40, 'a') << QString(40, 'a');
    QTest::newRow("cut between words") << "Tell me about rivers and the towns beside them, please."
                                       << "Tell me about rivers and the towns…";
    QTest::newRow("one long word") << QString(50, 'a') << QString(39, 'a') + "…";
    // 🦊 takes two units: half of one would be no character.
    QTest::newRow("long word of pairs") << QString("🦊").repeated(30) << QString("🦊").repeated(19) + "…";
    QTest::newRow("a mark of direction") << QString::fromUtf8("Why \xE2\x80\xAE not?") << "Why \\u202E not?";
    QTest::newRow("an escape") << "Why\x1B[31m?"
                               << "Why\\x1B[31m?";
    QTest::newRow("no end of a line") << QString::fromUtf8("Why\xE2\x80\xA8not?") << "Why not?";
    QTest::newRow("empty") << ""
                           << "";
}

void TitleTest::takesTheFirstLine() {
    QFETCH(QString, question);
    QFETCH(QString, title);
    QCOMPARE(titleFromQuestion(question), title);
}

void TitleTest::isNeverLongerThanForty() {
    const QString text =
        "Donaudampfschifffahrt 在河边的小镇里有一家面包店 👩‍👩‍👧‍👦 a bb ccc";
    for (qsizetype length = 0; length <= text.size(); ++length)
        QVERIFY(titleFromQuestion(text.left(length)).size() <= 40);
}

PERIPHERAL_QT_TEST(TitleTest, QCoreApplication)
#include "title_test.moc"
