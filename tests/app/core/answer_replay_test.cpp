// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The last answer once more, with skipping and without.
#include "chat_setup.h"
#include "qt_test.h"

#include <QSignalSpy>

using namespace peripheral;

namespace {

plm::Recording recording() {
    plm::Recording recorded;
    recorded.promptTokens = 10;
    recorded.activeByLayer = {0.25F, 0.5F};
    recorded.tokensPerSecond = 500;
    recorded.pieces.assign(100, "word ");
    return recorded;
}

} // namespace

class AnswerReplayTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void needsAnAnswer();
    void writesTheAnswerTwiceAndSavesNothing();
    void anAskedAnswerGoesFirst();
    void canBeCancelled();
    void forgetsARemovedConversation();
    void showsTheSameTokensWithTheRealEngine();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ChatSetup> m_setup;
};

void AnswerReplayTest::init() {
    m_setup.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_setup = std::make_unique<ChatSetup>(m_folder->path(), [] { return plm::makeFakeEngine(recording()); });
    QVERIFY(m_setup->start());
}

void AnswerReplayTest::needsAnAnswer() {
    AnswerReplay& replay = m_setup->answerReplay;
    QVERIFY(!replay.available());
    replay.start();
    QCOMPARE(replay.state(), AnswerReplay::NothingYet);
    m_setup->chat.send("Why?");
    QTRY_COMPARE(m_setup->chat.answerState(), MessageState::Streaming);
    QVERIFY2(!replay.available(), "an answer is under way");
    QVERIFY(m_setup->waitUntilIdle());
    QTRY_VERIFY(replay.available());
    QCOMPARE(replay.state(), AnswerReplay::Ready);
    QCOMPARE(replay.tokens(), 100);
}

void AnswerReplayTest::writesTheAnswerTwiceAndSavesNothing() {
    QVERIFY(m_setup->ask("Why?"));
    const QStringList before = m_setup->texts();
    AnswerReplay& replay = m_setup->answerReplay;
    QTRY_VERIFY(replay.available());
    QSignalSpy text(&m_setup->engine, &EngineThread::textArrived);
    QSignalSpy readings(&m_setup->answerTelemetry, &AnswerTelemetry::changed);
    m_setup->deviceReadings.setWatching(true);
    replay.start();
    QCOMPARE(replay.state(), AnswerReplay::Sparse);
    QVERIFY(!replay.sameTokens().isValid());
    QTRY_COMPARE(replay.state(), AnswerReplay::Dense);
    QTRY_COMPARE(replay.state(), AnswerReplay::Done);
    QVERIFY(replay.sparseSpeed().toDouble() > 0);
    QVERIFY(replay.denseSpeed().toDouble() > 0);
    QCOMPARE(replay.sameTokens(), QVariant(true));
    QVERIFY(text.isEmpty());
    QVERIFY(readings.isEmpty());
    QCOMPARE(m_setup->texts(), before);
    QVERIFY2(replay.available(), "as often as one likes");
    m_setup.reset();
    QCOMPARE(savedPath(m_folder->path()).size(), 2);
}

void AnswerReplayTest::anAskedAnswerGoesFirst() {
    QVERIFY(m_setup->ask("Why?"));
    AnswerReplay& replay = m_setup->answerReplay;
    QTRY_VERIFY(replay.available());
    replay.start();
    m_setup->chat.send("And why?");
    QTRY_VERIFY(m_setup->chat.busy());
    QTRY_COMPARE(replay.state(), AnswerReplay::Interrupted);
    QVERIFY(m_setup->chat.busy());
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->message(3).state, MessageState::Complete);
    QTRY_COMPARE(replay.state(), AnswerReplay::Ready);
    QVERIFY(!replay.sparseSpeed().isValid());
}

void AnswerReplayTest::canBeCancelled() {
    QVERIFY(m_setup->ask("Why?"));
    AnswerReplay& replay = m_setup->answerReplay;
    QTRY_VERIFY(replay.available());
    replay.start();
    replay.cancel();
    QTRY_COMPARE(replay.state(), AnswerReplay::Interrupted);
    QVERIFY(replay.available());
}

void AnswerReplayTest::forgetsARemovedConversation() {
    QVERIFY(m_setup->ask("Why?"));
    QTRY_VERIFY(m_setup->answerReplay.available());
    m_setup->engine.tell(&EngineWorker::forget, m_setup->chat.currentId());
    QTRY_COMPARE(m_setup->answerReplay.state(), AnswerReplay::NothingYet);
}

void AnswerReplayTest::showsTheSameTokensWithTheRealEngine() {
    const QTemporaryDir folder;
    ChatSetup setup(folder.path(), [] { return plm::makeEngine({}); });
    setup.storage.open(folder.path());
    setup.model.open(QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
    QTRY_VERIFY_WITH_TIMEOUT(setup.model.ready(), 20'000);
    QTRY_VERIFY(setup.chat.canSend());
    QVERIFY(setup.ask(LoadedModel::suggestions().constFirst()));
    AnswerReplay& replay = setup.answerReplay;
    QTRY_VERIFY(replay.available());
    replay.start();
    QTRY_COMPARE_WITH_TIMEOUT(replay.state(), AnswerReplay::Done, 20'000);
    QCOMPARE(replay.sameTokens(), QVariant(true));
    QVERIFY(replay.sparseBytes().toDouble() < replay.denseBytes().toDouble());
}

PERIPHERAL_QT_TEST(AnswerReplayTest, QGuiApplication)
#include "answer_replay_test.moc"
