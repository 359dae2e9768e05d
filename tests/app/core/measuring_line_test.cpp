// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measuring/measure.h"
#include "measuring/measuring_line.h"
#include "qt_test.h"

#include <array>

using namespace peripheral;

/// What a process that measures is told and says.
class MeasuringLineTest : public QObject {
    Q_OBJECT

private slots:
    void progressComesBackAsItWas();
    void othersComeBackAsTheyWere();
    void aLineIsOneLine();
    void takesNothingElse_data();
    void takesNothingElse();
    void keepsNumbersInTheirRange();
    void understandsARequest();
    void refusesOtherRequests_data();
    void refusesOtherRequests();
};

void MeasuringLineTest::progressComesBackAsItWas() {
    using Step = plm::BenchProgress::Step;
    for (int step = 0; step <= static_cast<int>(Step::Ended); ++step) {
        const plm::BenchProgress now{.step = static_cast<Step>(step),
                                     .test = {plm::BenchTest::Kind::Generation, 32, 4096},
                                     .repetition = 2,
                                     .repetitions = 5,
                                     .fraction = 0.25,
                                     .threads = 3,
                                     .secondsLeft = 12.5};
        const auto line = measuringLine(toText(now));
        QVERIFY(line.has_value());
        const auto& read = std::get<plm::BenchProgress>(*line);
        QCOMPARE(static_cast<int>(read.step), step);
        QVERIFY(read.test.kind == now.test.kind && read.test.tokens == 32 && read.test.depth == 4096);
        QVERIFY(read.repetition == 2 && read.repetitions == 5 && read.threads == 3);
        QVERIFY(read.fraction == 0.25 && read.secondsLeft == 12.5);
    }
    const auto bare = measuringLine(toText(plm::BenchProgress{.step = Step::Hashing}));
    QVERIFY(!std::get<plm::BenchProgress>(bare.value()).secondsLeft);
}

void MeasuringLineTest::othersComeBackAsTheyWere() {
    QCOMPARE(std::get<MeasuringEstimate>(measuringLine(toText(MeasuringEstimate{90})).value()).seconds, 90.0);
    const std::string document = "{\n  \"a\": \"\\\"ü\"\n}\n";
    QCOMPARE(std::get<MeasuredDocument>(measuringLine(toText(MeasuredDocument{document})).value()).json,
             document);
    QCOMPARE(
        std::get<MeasuringFailure>(measuringLine(toText(MeasuringFailure{"It broke."})).value()).sentence,
        std::string("It broke."));
}

void MeasuringLineTest::aLineIsOneLine() {
    for (const MeasuringLine& line :
         {MeasuringLine(MeasuredDocument{"a\nb\xff"}), MeasuringLine(MeasuringFailure{"\n"})}) {
        QVERIFY(toText(line).find('\n') == std::string::npos);
        QVERIFY(measuringLine(toText(line)));
    }
}

void MeasuringLineTest::takesNothingElse_data() {
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"", "null", "[]", "{}", "12", "{\"step\": \"dancing\"}", "{\"step\": 3}",
                             "{\"estimate\": \"long\"}", "{\"estimate\": -1}", "{\"estimate\": 1e999}",
                             "{\"document\": 1}", "{\"failure\": [\"x\"]}", "{\"document\": \"x\""})
        QTest::addRow("%s", line) << QByteArray(line);
}

void MeasuringLineTest::takesNothingElse() {
    QFETCH(QByteArray, line);
    QVERIFY(!measuringLine(line.toStdString()));
}

void MeasuringLineTest::keepsNumbersInTheirRange() {
    const auto line = measuringLine(
        R"({"step": "testing", "tokens": -5, "depth": 1e300, "repetition": "x", "fraction": 7, "seconds_left": -1})");
    const auto& read = std::get<plm::BenchProgress>(line.value());
    QCOMPARE(read.test.tokens, 0);
    QCOMPARE(read.test.depth, 1'000'000'000);
    QCOMPARE(read.repetition, 0);
    QCOMPARE(read.fraction, 1.0);
    QVERIFY(!read.secondsLeft);
}

void MeasuringLineTest::understandsARequest() {
    const std::array arguments{"run", "full", "10", "30", "5000000000", "/models/a%20%FF.gguf"};
    const auto request = measuringRequest(arguments);
    QVERIFY(request && !request->estimateOnly);
    QVERIFY(request->setup.form == plm::ProfileForm::Full);
    QCOMPARE(request->setup.repetitions, 10);
    QCOMPARE(request->setup.sustainedSeconds, 30.0);
    QCOMPARE(request->setup.session.keptWeights.budgetBytes, std::uint64_t{5'000'000'000});
    QCOMPARE(request->setup.model.native(), std::string("/models/a \xff.gguf"));
    QVERIFY(!request->setup.synthetic);
    const auto made = measuringRequest(std::span(arguments).first(5));
    QVERIFY(made && made->setup.synthetic && made->setup.model.empty());
}

void MeasuringLineTest::refusesOtherRequests_data() {
    QTest::addColumn<QByteArrayList>("words");
    QTest::newRow("nothing") << QByteArrayList{};
    QTest::newRow("too few") << QByteArrayList{"run", "quick", "5", "60"};
    QTest::newRow("too many") << QByteArrayList{"run", "quick", "5", "60", "0", "/a", "/b"};
    QTest::newRow("task") << QByteArrayList{"walk", "quick", "5", "60", "0"};
    QTest::newRow("form") << QByteArrayList{"run", "slow", "5", "60", "0"};
    QTest::newRow("repetitions") << QByteArrayList{"run", "quick", "6", "60", "0"};
    QTest::newRow("seconds") << QByteArrayList{"run", "quick", "5", "-1", "0"};
    QTest::newRow("budget") << QByteArrayList{"run", "quick", "5", "60", "much"};
    QTest::newRow("no path") << QByteArrayList{"run", "quick", "5", "60", "0", ""};
    QTest::newRow("encoding") << QByteArrayList{"run", "quick", "5", "60", "0", "/a%2"};
    QTest::newRow("digits") << QByteArrayList{"run", "quick", "5", "60", "0", "/a%-1"};
}

void MeasuringLineTest::refusesOtherRequests() {
    QFETCH(QByteArrayList, words);
    std::vector<const char*> arguments;
    for (const QByteArray& word : words)
        arguments.push_back(word.constData());
    QVERIFY(!measuringRequest(arguments));
}

PERIPHERAL_QT_TEST(MeasuringLineTest, QCoreApplication)
#include "measuring_line_test.moc"
