// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What QML is told of an answer: sums, spreads and the heat strip.
#include "chat_setup.h"
#include "qt_test.h"

#include <QPointF>
#include <QSignalSpy>

using namespace peripheral;

namespace {

plm::Recording recording(int pieces) {
    plm::Recording recorded;
    recorded.promptTokens = 10;
    recorded.activeByLayer = {0.25F, 0.5F};
    recorded.weightBytes = {10, 20, 30, 40, 1000, 60};
    recorded.partSeconds = {0, 0.001, 0.001, 0.002, 0.004, 0.002};
    recorded.cacheBytesPerToken = 4;
    recorded.pieces.assign(static_cast<std::size_t>(pieces), "word ");
    return recorded;
}

EngineFactory fake(const plm::Recording& recorded) {
    return [recorded] { return plm::makeFakeEngine(recorded); };
}

AnswerReadings::Step step(std::vector<float> shares, int tokens = 1) {
    return {tokens, std::move(shares)};
}

} // namespace

class AnswerTelemetryTest : public QObject {
    Q_OBJECT

private slots:
    void tellsNothingWhereNobodyWatches();
    void addsUpWhatTheEngineSays();
    void tellsTwiceASecondAtMost();
    void beginsAnewWithEachAnswer();
    void aSpreadIsFiveNumbersOfTheTokens();
    void aLongHeatStripKeepsItsMeans();
    void showsWhatTheEngineCounts();
};

void AnswerTelemetryTest::tellsNothingWhereNobodyWatches() {
    const QTemporaryDir folder;
    ChatSetup setup(folder.path(), fake(recording(5)));
    QVERIFY(setup.start());
    QVERIFY(setup.ask("Why?"));
    QVERIFY(!setup.answerTelemetry.known());
    QCOMPARE(setup.answerTelemetry.heatColumns(), 0);
    QVERIFY(setup.deviceReadings.memory().isEmpty());
}

void AnswerTelemetryTest::addsUpWhatTheEngineSays() {
    const QTemporaryDir folder;
    ChatSetup setup(folder.path(), fake(recording(21)));
    QVERIFY(setup.start());
    setup.deviceReadings.setWatching(true);
    const AnswerTelemetry& told = setup.answerTelemetry;
    QVERIFY(setup.ask("Why?"));
    QTRY_VERIFY(told.drafted().isValid());
    QVERIFY(!told.answering());
    QCOMPARE(told.latest().tokens, 21);
    QCOMPARE(told.heatColumns(), 20);
    QCOMPARE(told.heatColumn(19), (QVariantList{0.25, 0.5}));
    QVERIFY(told.heatColumn(20).isEmpty());
    QCOMPARE(told.layers().size(), 2);
    QCOMPARE(told.layers()[1].value<LayerSpread>().mean, 0.5);
    // Of ffn_down three eighths are read; the cache holds 10 to 30 tokens.
    QCOMPARE(told.lastBytes(), 10. + 20 + 30 + 40 + 375 + 60 + 4 * 30);
    QCOMPARE(told.lastDenseBytes(), told.lastBytes() + 625);
    const plm::Counters& writing = told.latest().writing;
    QCOMPARE(writing.denseBytesRead() - writing.bytesRead(), writing.tokens * 625);
    QVERIFY(qAbs(told.bytesPerSecond() - writing.bytesReadPerToken() / 0.01) < 1e-6);
    QVERIFY(qAbs(writing.secondsOf(plm::Part::Down) - 20 * 0.004) < 1e-9);
    QVERIFY(told.firstTokenSeconds() > 0);
    QVERIFY2(!told.joulesPerToken().isValid(), "nothing counted energy");
}

void AnswerTelemetryTest::tellsTwiceASecondAtMost() {
    const QTemporaryDir folder;
    plm::Recording recorded = recording(200);
    recorded.tokensPerSecond = 200;
    ChatSetup setup(folder.path(), fake(recorded));
    QVERIFY(setup.start());
    setup.deviceReadings.setWatching(true);
    QSignalSpy readings(&setup.engine, &EngineThread::readingsArrived);
    QVERIFY(setup.ask("Why?"));
    QVERIFY(readings.count() >= 3);
    double before = 0;
    for (qsizetype i = 1; i + 1 < readings.count(); ++i) { // the last one comes at the end
        const auto told = readings[i][0].value<AnswerReadings>();
        if (i > 1)
            QVERIFY(told.seconds - before > 0.49);
        before = told.seconds;
    }
    QVERIFY(!setup.answerTelemetry.speed().isEmpty());
    QVERIFY(setup.answerTelemetry.speed()[0].toPointF().y() > 0);
}

void AnswerTelemetryTest::beginsAnewWithEachAnswer() {
    const QTemporaryDir folder;
    ChatSetup setup(folder.path(), fake(recording(6)));
    QVERIFY(setup.start());
    setup.deviceReadings.setWatching(true);
    QVERIFY(setup.ask("Why?"));
    QTRY_COMPARE(setup.answerTelemetry.heatColumns(), 5);
    const int epoch = setup.answerTelemetry.heatEpoch();
    setup.chat.setPace(1000);
    QVERIFY(setup.ask("And why?"));
    QTRY_VERIFY(setup.answerTelemetry.heatEpoch() > epoch);
    QTRY_COMPARE(setup.answerTelemetry.heatColumns(), 5);
}

void AnswerTelemetryTest::aSpreadIsFiveNumbersOfTheTokens() {
    ShareTally tally;
    for (const float share : {0.1F, 0.2F, 0.3F, 0.4F})
        tally.add(share, 1);
    tally.add(0.9F, 4); // four tokens together
    const LayerSpread spread = tally.spread();
    QVERIFY(qAbs(spread.least - 0.1) < 1e-6);
    QVERIFY(qAbs(spread.lowerQuarter - 0.2) < 1e-6);
    QVERIFY(qAbs(spread.median - 0.4) < 1e-6);
    QVERIFY(qAbs(spread.upperQuarter - 0.9) < 1e-6);
    QVERIFY(qAbs(spread.most - 0.9) < 1e-6);
    QVERIFY(qAbs(spread.mean - (0.1 + 0.2 + 0.3 + 0.4 + 4 * 0.9) / 8) < 1e-6);
    QCOMPARE(ShareTally().spread().mean, 0.);
}

void AnswerTelemetryTest::aLongHeatStripKeepsItsMeans() {
    HeatHistory heat;
    constexpr int kSteps = 3 * HeatHistory::kMostColumns;
    double sum = 0;
    for (int i = 0; i < kSteps; ++i) {
        const float share = static_cast<float>(i) / kSteps;
        heat.add(step({share, 0.5F}));
        sum += static_cast<double>(share);
    }
    QVERIFY(heat.columns() <= HeatHistory::kMostColumns);
    QCOMPARE(heat.joinings(), 2);
    QCOMPARE(heat.columns(), std::size_t{kSteps / 4});
    double mean = 0;
    for (std::size_t i = 0; i < heat.columns(); ++i) {
        QVERIFY(i == 0 || heat.column(i)[0] > heat.column(i - 1)[0]);
        QCOMPARE(heat.column(i)[1], 0.5F);
        mean += static_cast<double>(heat.column(i)[0]) / static_cast<double>(heat.columns());
    }
    QVERIFY(qAbs(mean - sum / kSteps) < 1e-4);
    heat.clear();
    QCOMPARE(heat.columns(), std::size_t{0});
}

/// The real engine: what is shown is what the answer's own statistics say.
void AnswerTelemetryTest::showsWhatTheEngineCounts() {
    const QTemporaryDir folder;
    ChatSetup setup(folder.path(), [] { return plm::makeEngine({}); });
    setup.settings.setTemperature(0);
    setup.deviceReadings.setWatching(true);
    setup.storage.open(folder.path());
    setup.model.open(QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
    QTRY_VERIFY_WITH_TIMEOUT(setup.model.ready(), 20'000);
    QTRY_VERIFY(setup.chat.canSend());
    QSignalSpy ended(&setup.engine, &EngineThread::answerEnded);
    QVERIFY(setup.ask(LoadedModel::suggestions().constFirst()));
    QTRY_VERIFY(setup.answerTelemetry.drafted().isValid());
    const auto statistics = ended.constLast()[1].value<plm::Generation>().statistics;
    const AnswerTelemetry& told = setup.answerTelemetry;
    QCOMPARE(told.latest().writing.bytesReadPerToken(), statistics.decoding.bytesReadPerToken());
    QCOMPARE(told.layers().size(), static_cast<qsizetype>(statistics.activeByLayer.size()));
    double active = 0;
    for (qsizetype i = 0; i < told.layers().size(); ++i) {
        const double mean = told.layers()[i].value<LayerSpread>().mean;
        QVERIFY(qAbs(mean - static_cast<double>(statistics.activeByLayer[static_cast<std::size_t>(i)])) <
                1e-5);
        active += mean / static_cast<double>(told.layers().size());
    }
    QVERIFY2(active <= 0.5, "half of ffn_down is skipped");
    QVERIFY(told.lastDenseBytes() > told.lastBytes());
    QTRY_VERIFY(!setup.deviceReadings.memory().isEmpty());
    QVERIFY(setup.deviceReadings.cacheTokens() > 10);
    QVERIFY(setup.deviceReadings.expandedBytesPerToken() > setup.deviceReadings.cacheBytesPerToken());
}

PERIPHERAL_QT_TEST(AnswerTelemetryTest, QGuiApplication)
#include "answer_telemetry_test.moc"
