// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The engine's thread: few signals, prompt stops, and failures that stay failures.
#include "qt_test.h"
#include "reply_to.h"
#include "told_engine.h"
#include "worker/engine_thread.h"

#include <plm/recording.h>

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>

#include <new>
#include <optional>
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
    void init();
    void saysTheFirstPieceAtOnce();
    void saysNoMoreThanThirtyTimesASecond();
    void tellsThatItGoesOn_data();
    void tellsThatItGoesOn();
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
    /// Asks for an answer; m_reply is its end.
    void ask(EngineThread& engine, const AnswerRequest& asked) {
        m_reply.reset();
        engine.answer(asked).then(this, [this](const AnswerReply& reply) { m_reply = reply; });
    }
    [[nodiscard]] bool wasCancelled() const {
        return m_reply && *m_reply && (*m_reply)->reason == plm::StopReason::Cancelled;
    }

    std::shared_ptr<Told> m_told;
    std::optional<AnswerReply> m_reply;
};

void EngineWorkerTest::init() {
    m_told = std::make_shared<Told>();
    m_reply.reset();
}

void EngineWorkerTest::saysTheFirstPieceAtOnce() {
    QSemaphore mayGoOn;
    m_told->beforePiece = [&](int tokens) {
        if (tokens == 1)
            mayGoOn.acquire(); // the second piece waits until the first has been seen
    };
    EngineThread engine(toldEngine(m_told));
    QSignalSpy text(&engine, &EngineThread::textArrived);
    ask(engine, request(7));
    QVERIFY(text.wait());
    QCOMPARE(text[0][0].toLongLong(), 7);
    QCOMPARE(text[0][1].toString(), QString("An "));
    mayGoOn.release();
    QTRY_VERIFY(m_reply);
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
    QElapsedTimer timer;
    timer.start();
    ask(engine, request(1));
    QTRY_VERIFY_WITH_TIMEOUT(m_reply, 60'000);
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    qInfo("%d signals in %.2f s", static_cast<int>(text.size()), seconds);
    // One at the beginning and one at the end come besides.
    QVERIFY2(static_cast<double>(text.size()) <= 30 * seconds + 2, qPrintable(QString::number(text.size())));
    QVERIFY(text.size() > 10);
    QCOMPARE(allText(text), expected);
}

void EngineWorkerTest::tellsThatItGoesOn_data() {
    QTest::addColumn<bool>("silent");
    QTest::newRow("tokens without text") << false;
    QTest::newRow("an answer that nobody reads") << true;
}

/// Who watches the engine hears of its work also where there is nothing to read.
void EngineWorkerTest::tellsThatItGoesOn() {
    QFETCH(bool, silent);
    m_told->pieces.assign(70, silent ? "word " : "");
    m_told->beforePiece = [](int) { QThread::msleep(10); };
    EngineThread engine(toldEngine(m_told));
    QSignalSpy progress(&engine, &EngineThread::progressed);
    QSignalSpy text(&engine, &EngineThread::textArrived);
    AnswerRequest asked = request(1);
    asked.silent = silent;
    ask(engine, asked);
    QTRY_VERIFY(m_reply);
    QVERIFY2(progress.size() >= 2, qPrintable(QString::number(progress.size())));
    QCOMPARE(text.size(), 0);
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
    QSignalSpy text(&engine, &EngineThread::textArrived);
    ask(engine, asked);
    QTRY_VERIFY(m_reply);
    QCOMPARE(sampledAtStop, 20);
    QVERIFY(m_told->sampled - sampledAtStop <= 1);
    QVERIFY(wasCancelled());
    QCOMPARE(allText(text), QString::fromStdString((*m_reply)->text));
}

void EngineWorkerTest::doesNotBeginWhatWasStopped() {
    EngineThread engine(toldEngine(m_told));
    AnswerRequest asked = request(1);
    asked.stop.request_stop();
    ask(engine, asked);
    QTRY_VERIFY(m_reply);
    QVERIFY(wasCancelled());
    QCOMPARE(m_told->sampled, 0);
}

void EngineWorkerTest::stopsTheAnswerWhenAModelIsToBeLoaded() {
    m_told->pieces.assign(1'000'000, "word ");
    EngineThread engine(toldEngine(m_told));
    QSignalSpy text(&engine, &EngineThread::textArrived);
    m_told->beforePiece = [](int) { QThread::usleep(100); };
    ask(engine, request(1));
    QVERIFY(text.wait());
    const LoadReply loaded = replyTo(engine.open({.id = 3, .path = "good.gguf", .stop = {}}));
    QVERIFY(wasCancelled()); // which was said before
    QCOMPARE(loaded->executor.name, QString("Told"));
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
    ask(engine, request(5));
    QTRY_VERIFY(m_reply);
    QVERIFY(!*m_reply);
    QCOMPARE(m_reply->error().kind, kind);
    QVERIFY(!m_reply->error().sentence.isEmpty());
    m_told->beforePiece = {};
    ask(engine, request(6));
    QTRY_VERIFY(m_reply);
    QVERIFY(*m_reply);
}

void EngineWorkerTest::survivesAnEngineThatCannotBeMade() {
    EngineThread engine([]() -> std::unique_ptr<plm::Engine> { throw std::bad_alloc(); });
    const LoadReply loaded = replyTo(engine.open({.id = 1, .path = "good.gguf", .stop = {}}));
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, plm::ErrorKind::OutOfMemory);
}

void EngineWorkerTest::countsWhatDoesNotFit() {
    m_told->answerError = plm::Error{plm::ErrorKind::ContextFull, "Too long."};
    EngineThread engine(toldEngine(m_told));
    QVERIFY(replyTo(engine.open({.id = 1, .path = "good.gguf", .stop = {}})));
    ask(engine, request(1));
    QTRY_VERIFY(m_reply);
    QCOMPARE(m_reply->error().tokens, 10);
    QCOMPARE(m_reply->error().contextLength, 1000);
}

void EngineWorkerTest::doesWhatWasAskedForBeforeItEnds() {
    EngineThread engine(toldEngine(m_told));
    ask(engine, request(1));
    QTRY_VERIFY(m_reply);
    int counted = 0;
    const auto count = [&] {
        engine.ask(&EngineWorker::countTokens, {}).then(this, [&](std::optional<int>) { ++counted; });
    };
    // The thread has just looked for requests, and looks next whether it is to end.
    QSemaphore looked;
    connect(
        engine.object()->thread()->eventDispatcher(), &QAbstractEventDispatcher::awake, engine.object(),
        [&looked] {
            looked.release();
            QThread::msleep(50);
        },
        static_cast<Qt::ConnectionType>(Qt::DirectConnection | Qt::SingleShotConnection));
    count();
    looked.acquire();
    count();
    engine.stop();
    QCOMPARE(counted, 2);
}

void EngineWorkerTest::endsWhileAnAnswerRuns() {
    m_told->pieces.assign(1'000'000, "word ");
    m_told->beforePiece = [](int) { QThread::usleep(100); };
    {
        EngineThread engine(toldEngine(m_told));
        QSignalSpy text(&engine, &EngineThread::textArrived);
        ask(engine, request(1));
        QVERIFY(text.wait());
    }
    QVERIFY(m_told->sampled < 1'000'000);
}

PERIPHERAL_QT_TEST(EngineWorkerTest, QCoreApplication)
#include "engine_worker_test.moc"
