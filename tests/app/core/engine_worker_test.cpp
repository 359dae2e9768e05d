// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The engine's thread: few signals, prompt stops, and failures that stay failures.
#include "qt_test.h"
#include "told_engine.h"
#include "worker/engine_thread.h"

#include <plm/recording.h>

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>

#include <new>
#include <stdexcept>

using namespace peripheral;

namespace {

AnswerRequest request(qint64 id) {
    return {.id = id, .messages = {{plm::Role::User, "Why?"}}, .options = {}, .stop = {}};
}

QString allText(const QSignalSpy& spy) {
    QString text;
    for (const QList<QVariant>& arguments : spy)
        text += arguments[1].toString();
    return text;
}

} // namespace

class EngineWorkerTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_told = std::make_shared<Told>(); }
    void saysTheFirstPieceAtOnce();
    void saysNoMoreThanThirtyTimesASecond();
    void stopsWithinOneToken_data();
    void stopsWithinOneToken();
    void doesNotBeginWhatWasStopped();
    void stopsTheAnswerWhenAModelIsToBeLoaded();
    void survivesWhatTheEngineThrows_data();
    void survivesWhatTheEngineThrows();
    void survivesAnEngineThatCannotBeMade();
    void countsWhatDoesNotFit();
    void endsWhileAnAnswerRuns();
    void doesWhatWasAskedForBeforeItEnds();

private:
    std::shared_ptr<Told> m_told;
};

void EngineWorkerTest::saysTheFirstPieceAtOnce() {
    QSemaphore mayGoOn;
    m_told->beforePiece = [&](int tokens) {
        if (tokens == 1)
            mayGoOn.acquire(); // the second piece waits until the first has been seen
    };
    EngineThread engine(toldEngine(m_told));
    QSignalSpy text(&engine, &EngineThread::textArrived);
    QSignalSpy answered(&engine, &EngineThread::answered);
    engine.answer(request(7));
    QVERIFY(text.wait());
    QCOMPARE(text[0][0].toLongLong(), 7);
    QCOMPARE(text[0][1].toString(), QString("An "));
    mayGoOn.release();
    QVERIFY(answered.wait());
    QCOMPARE(allText(text), QString("An answer."));
}

void EngineWorkerTest::saysNoMoreThanThirtyTimesASecond() {
    auto recording = plm::Recording::read(PERIPHERAL_RECORDINGS "/long.json");
    QVERIFY(recording);
    recording->tokensPerSecond = 2000;
    recording->promptSeconds = 0;
    QString expected;
    for (const std::string& piece : recording->pieces)
        expected += QString::fromStdString(piece);
    QVERIFY(recording->pieces.size() >= 4000);

    EngineThread engine([&] { return plm::makeFakeEngine(*recording); });
    QSignalSpy text(&engine, &EngineThread::textArrived);
    QSignalSpy answered(&engine, &EngineThread::answered);
    QElapsedTimer timer;
    timer.start();
    engine.answer(request(1));
    QVERIFY(answered.wait(60'000));
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    qInfo("%d signals in %.2f s", static_cast<int>(text.size()), seconds);
    // One at the beginning and one at the end come besides.
    QVERIFY2(static_cast<double>(text.size()) <= 30 * seconds + 2, qPrintable(QString::number(text.size())));
    QVERIFY(text.size() > 10);
    QCOMPARE(allText(text), expected);
}

void EngineWorkerTest::stopsWithinOneToken_data() {
    QTest::addColumn<bool>("hearsToken");
    QTest::newRow("the engine looks at the stop token") << true;
    QTest::newRow("the engine asks with each piece") << false;
}

void EngineWorkerTest::stopsWithinOneToken() {
    QFETCH(bool, hearsToken);
    m_told->hearsToken = hearsToken;
    m_told->pieces.assign(1000, "word ");
    AnswerRequest asked = request(1);
    int sampledAtStop = -1;
    m_told->beforePiece = [&](int tokens) {
        if (tokens == 20) { // as if from another thread, while the engine is at work
            sampledAtStop = m_told->sampled;
            asked.stop.request_stop();
        }
    };
    EngineThread engine(toldEngine(m_told));
    QSignalSpy answered(&engine, &EngineThread::answered);
    QSignalSpy text(&engine, &EngineThread::textArrived);
    engine.answer(asked);
    QVERIFY(answered.wait());
    QCOMPARE(sampledAtStop, 20);
    QVERIFY(m_told->sampled - sampledAtStop <= 1);
    const auto generation = answered[0][1].value<plm::Generation>();
    QVERIFY(generation.reason == plm::StopReason::Cancelled);
    QCOMPARE(allText(text), QString::fromStdString(generation.text));
}

void EngineWorkerTest::doesNotBeginWhatWasStopped() {
    EngineThread engine(toldEngine(m_told));
    QSignalSpy answered(&engine, &EngineThread::answered);
    AnswerRequest asked = request(1);
    asked.stop.request_stop();
    engine.answer(asked);
    QVERIFY(answered.wait());
    QVERIFY(answered[0][1].value<plm::Generation>().reason == plm::StopReason::Cancelled);
    QCOMPARE(m_told->sampled, 0);
}

void EngineWorkerTest::stopsTheAnswerWhenAModelIsToBeLoaded() {
    m_told->pieces.assign(1'000'000, "word ");
    EngineThread engine(toldEngine(m_told));
    QSignalSpy text(&engine, &EngineThread::textArrived);
    QSignalSpy answered(&engine, &EngineThread::answered);
    QSignalSpy loaded(&engine, &EngineThread::loaded);
    m_told->beforePiece = [](int) { QThread::usleep(100); };
    engine.answer(request(1));
    QVERIFY(text.wait());
    engine.open({.id = 3, .path = "good.gguf", .stop = {}});
    QVERIFY(loaded.wait());
    QCOMPARE(answered.size(), 1);
    QVERIFY(answered[0][1].value<plm::Generation>().reason == plm::StopReason::Cancelled);
    QCOMPARE(loaded[0][0].toInt(), 3);
    QCOMPARE(loaded[0][1].value<OpenedModel>().executor, QString("Told"));
}

void EngineWorkerTest::survivesWhatTheEngineThrows_data() {
    QTest::addColumn<bool>("memory");
    QTest::addColumn<plm::ErrorKind>("kind");
    QTest::newRow("no memory") << true << plm::ErrorKind::OutOfMemory;
    QTest::newRow("anything else") << false << plm::ErrorKind::Io;
}

void EngineWorkerTest::survivesWhatTheEngineThrows() {
    QFETCH(bool, memory);
    QFETCH(plm::ErrorKind, kind);
    m_told->beforePiece = [memory](int tokens) {
        if (tokens == 0)
            return;
        if (memory)
            throw std::bad_alloc();
        throw std::runtime_error("out of luck");
    };
    EngineThread engine(toldEngine(m_told));
    QSignalSpy failed(&engine, &EngineThread::answerFailed);
    QSignalSpy answered(&engine, &EngineThread::answered);
    engine.answer(request(5));
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].toLongLong(), 5);
    QCOMPARE(failed[0][1].value<EngineFailure>().kind, kind);
    QVERIFY(!failed[0][1].value<EngineFailure>().sentence.isEmpty());
    m_told->beforePiece = {};
    engine.answer(request(6));
    QVERIFY(answered.wait());
}

void EngineWorkerTest::survivesAnEngineThatCannotBeMade() {
    EngineThread engine([]() -> std::unique_ptr<plm::Engine> { throw std::bad_alloc(); });
    QSignalSpy failed(&engine, &EngineThread::loadFailed);
    engine.open({.id = 1, .path = "good.gguf", .stop = {}});
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][1].value<EngineFailure>().kind, plm::ErrorKind::OutOfMemory);
}

void EngineWorkerTest::countsWhatDoesNotFit() {
    m_told->answerError = plm::Error{plm::ErrorKind::ContextFull, "Too long."};
    EngineThread engine(toldEngine(m_told));
    QSignalSpy failed(&engine, &EngineThread::answerFailed);
    engine.open({.id = 1, .path = "good.gguf", .stop = {}});
    engine.answer(request(1));
    QVERIFY(failed.wait());
    const auto failure = failed[0][1].value<EngineFailure>();
    QCOMPARE(failure.tokens, 10);
    QCOMPARE(failure.contextLength, 1000);
}

void EngineWorkerTest::doesWhatWasAskedForBeforeItEnds() {
    EngineThread engine(toldEngine(m_told));
    QSignalSpy answered(&engine, &EngineThread::answered);
    QSignalSpy counted(&engine, &EngineThread::counted);
    engine.answer(request(1));
    QVERIFY(answered.wait());
    // The thread has just looked for requests, and looks next whether it is to end.
    QSemaphore looked;
    connect(
        engine.worker()->thread()->eventDispatcher(), &QAbstractEventDispatcher::awake, engine.worker(),
        [&looked] {
            looked.release();
            QThread::msleep(50);
        },
        static_cast<Qt::ConnectionType>(Qt::DirectConnection | Qt::SingleShotConnection));
    engine.countTokens(1, {});
    looked.acquire();
    engine.countTokens(2, {});
    engine.stop();
    QCOMPARE(counted.size(), 2);
}

void EngineWorkerTest::endsWhileAnAnswerRuns() {
    m_told->pieces.assign(1'000'000, "word ");
    m_told->beforePiece = [](int) { QThread::usleep(100); };
    {
        EngineThread engine(toldEngine(m_told));
        QSignalSpy text(&engine, &EngineThread::textArrived);
        engine.answer(request(1));
        QVERIFY(text.wait());
    }
    QVERIFY(m_told->sampled < 1'000'000);
}

PERIPHERAL_QT_TEST(EngineWorkerTest, QCoreApplication)
#include "engine_worker_test.moc"
