// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chat/answer_statistics.h"
#include "qt_test.h"

#include <QLocale>

using peripheral::AnswerStatistics;

class AnswerStatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void readsForPeople();
    void leavesOutWhatWasNotMeasured();
    void comesBackFromJson();
    void takesAnyJson();
    void followsTheEngine();
};

void AnswerStatisticsTest::readsForPeople() {
    const AnswerStatistics statistics{.tokens = 40,
                                      .tokensPerSecond = 18.24,
                                      .firstTokenSeconds = 0.31,
                                      .skippedShare = 0.914,
                                      .error = {}};
    QCOMPARE(statistics.footnote(), QString("18.2 tok/s · 0.3 s · 91 % skipped"));
}

void AnswerStatisticsTest::leavesOutWhatWasNotMeasured() {
    QCOMPARE(AnswerStatistics{}.footnote(), QString());
    const AnswerStatistics one{.tokens = 1, .firstTokenSeconds = 0.31, .error = {}};
    QCOMPARE(one.footnote(), QString("0.3 s"));
}

void AnswerStatisticsTest::comesBackFromJson() {
    const AnswerStatistics statistics{.tokens = 40,
                                      .tokensPerSecond = 18.25,
                                      .firstTokenSeconds = 0.5,
                                      .skippedShare = 0.75,
                                      .seed = 4'000'000'000,
                                      .error = "It “broke”."};
    const auto read = AnswerStatistics::fromJson(statistics.toJson());
    QCOMPARE(read.tokens, 40);
    QCOMPARE(read.tokensPerSecond, 18.25);
    QCOMPARE(read.firstTokenSeconds, 0.5);
    QCOMPARE(read.skippedShare, 0.75);
    QCOMPARE(read.seed, 4'000'000'000U);
    QCOMPARE(read.error, QString("It “broke”."));
}

void AnswerStatisticsTest::takesAnyJson() {
    for (const char* json : {"", "{", "[1]", "{\"tokens\":\"many\"}", "null"})
        QCOMPARE(AnswerStatistics::fromJson(json).footnote(), QString());
}

void AnswerStatisticsTest::followsTheEngine() {
    plm::Statistics measured;
    measured.answerTokens = 21;
    measured.decodeSeconds = 2;
    measured.firstTokenSeconds = 0.25;
    measured.activeByLayer = {0.25F, 0.75F};
    measured.zerosSkipped = true;
    const auto statistics = AnswerStatistics::from(measured);
    QCOMPARE(statistics.tokens, 21);
    QCOMPARE(statistics.tokensPerSecond, measured.decodeTokensPerSecond());
    QCOMPARE(statistics.firstTokenSeconds, 0.25);
    QCOMPARE(statistics.skippedShare, 0.5);
}

PERIPHERAL_QT_TEST(AnswerStatisticsTest, QCoreApplication)
#include "answer_statistics_test.moc"
