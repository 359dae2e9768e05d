// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the engine's thread tells those who watch, and answers that nobody reads.
#include "qt_test.h"
#include "told_engine.h"
#include "worker/engine_thread.h"

#include <plm/recording.h>

#include <QSignalSpy>

#include <optional>
#include <stdexcept>

using namespace peripheral;

namespace {

AnswerRequest requestOf(qint64 id, bool silent = false) {
    return {.id = id, .messages = {{plm::Role::User, "Why?"}}, .options = {}, .silent = silent, .stop = {}};
}

} // namespace

class EngineReadingsTest : public QObject {
    Q_OBJECT

private slots:
    void saysNothingOfASilentAnswer();
    void tellsReadingsToThoseWhoWatch();
    void tellsHowMemoryIsWhenAModelOpens();
    void aReplayGivesWayToAnAnswer();
    void survivesWatchingAnEngineThatCannotBeMade();

private:
    /// Asks for an answer; m_reply is its end.
    void ask(EngineThread& engine, const AnswerRequest& asked) {
        m_reply.reset();
        engine.answer(asked).then(this, [this](const AnswerReply& reply) { m_reply = reply; });
    }

    std::optional<AnswerReply> m_reply;
};

void EngineReadingsTest::saysNothingOfASilentAnswer() {
    EngineThread engine(toldEngine(std::make_shared<Told>()));
    QSignalSpy text(&engine, &EngineThread::textArrived);
    QSignalSpy prompt(&engine, &EngineThread::promptProgressed);
    QSignalSpy ended(&engine, &EngineThread::answerEnded);
    m_reply.reset();
    engine.replay(requestOf(1, true)).then(this, [this](const AnswerReply& reply) { m_reply = reply; });
    QTRY_VERIFY(m_reply);
    QVERIFY(*m_reply);
    QCOMPARE((*m_reply)->text, std::string("An answer."));
    QVERIFY(text.isEmpty());
    QVERIFY(prompt.isEmpty());
    QCOMPARE(ended.count(), 1);
}

void EngineReadingsTest::tellsReadingsToThoseWhoWatch() {
    plm::Recording recording;
    recording.activeByLayer = {0.5F};
    recording.pieces.assign(10, "word ");
    EngineThread engine([recording] { return plm::makeFakeEngine(recording); });
    QSignalSpy readings(&engine, &EngineThread::readingsArrived);
    ask(engine, requestOf(1));
    QTRY_VERIFY(m_reply);
    QVERIFY(readings.isEmpty());
    engine.setWatched(true);
    ask(engine, requestOf(2));
    QTRY_VERIFY(m_reply);
    const auto last = readings.constLast()[0].value<AnswerReadings>();
    QCOMPARE(last.id, 2);
    QCOMPARE(last.number, 2U);
    QCOMPARE(last.tokens, 10);
    QCOMPARE(last.writing.tokens, 9U);
    std::size_t steps = 0;
    for (const QList<QVariant>& arguments : readings)
        steps += arguments[0].value<AnswerReadings>().steps.size();
    QCOMPARE(steps, std::size_t{9});
}

void EngineReadingsTest::tellsHowMemoryIsWhenAModelOpens() {
    EngineThread engine([] { return plm::makeEngine({}); });
    QSignalSpy memory(&engine, &EngineThread::memoryChanged);
    engine.setWatched(true);
    QVERIFY(memory.wait());
    QVERIFY(memory[0][0].value<EngineMemory>().regions.empty());
    bool opened = false;
    engine.open({.id = 1, .path = PERIPHERAL_BUILT_IN_MODEL, .stop = {}}).then(this, [&](const LoadReply&) {
        opened = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(opened, 20'000);
    QCOMPARE(memory.count(), 3);
    QVERIFY2(!memory[1][0].value<EngineMemory>().settled, "while it is loaded");
    const auto last = memory[2][0].value<EngineMemory>();
    QVERIFY(last.settled);
    QVERIFY(last.regions.size() > 5);
    QVERIFY(last.cacheBytesPerToken > 0);
    QVERIFY(last.expandedBytesPerToken > last.cacheBytesPerToken);
}

void EngineReadingsTest::aReplayGivesWayToAnAnswer() {
    const auto told = std::make_shared<Told>();
    told->pieces.assign(1000, "word ");
    told->beforePiece = [](int) { QThread::msleep(1); };
    EngineThread engine(toldEngine(told));
    std::optional<AnswerReply> replayed;
    engine.replay(requestOf(1, true)).then(this, [&](const AnswerReply& reply) { replayed = reply; });
    QTRY_VERIFY(told->sampled > 3);
    ask(engine, requestOf(2));
    QTRY_VERIFY(replayed);
    QVERIFY(*replayed);
    QVERIFY((*replayed)->reason == plm::StopReason::Cancelled);
    QTRY_VERIFY(m_reply);
    QVERIFY((*m_reply)->reason == plm::StopReason::EndOfAnswer);
}

void EngineReadingsTest::survivesWatchingAnEngineThatCannotBeMade() {
    EngineThread engine([]() -> std::unique_ptr<plm::Engine> { throw std::runtime_error("no engine"); });
    QSignalSpy memory(&engine, &EngineThread::memoryChanged);
    QTest::ignoreMessage(QtWarningMsg, "The engine failed: no engine");
    engine.setWatched(true);
    engine.stop();
    QVERIFY(memory.isEmpty());
}

PERIPHERAL_QT_TEST(EngineReadingsTest, QCoreApplication)
#include "engine_readings_test.moc"
