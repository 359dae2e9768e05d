// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Branches of a conversation, and answers on their way from pieces to one text.
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"

#include <QTemporaryDir>

using namespace peripheral;

class MessageTreeTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void regeneratingSelectsTheNewAnswer();
    void editingSelectsTheNewQuestion();
    void keepsOtherConversationsApart();
    void showsAStreamingAnswerWithItsPieces();
    void joinsPiecesOnce();
    void continuesAnEndedAnswer();
    void aPieceMakesAnEndedAnswerStreaming();
    void breaksOffWhatStreamsAtTheNextOpen();
    void breaksOffEveryStreamingAnswer();

private:
    void reopen();
    QStringList texts() {
        QStringList texts;
        const QList<MessageRow> path = *m_store->path(m_question.conversationId);
        for (const MessageRow& row : path)
            texts.append(row.text);
        return texts;
    }
    MessageRow last() { return m_store->path(m_question.conversationId)->last(); }
    QString raw(const QByteArray& sql) { return RawDatabase(databasePath(m_folder->path())).value(sql); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Store> m_store;
    Store::Question m_question;
    MessageId m_answer = 0;
};

void MessageTreeTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
    m_question = *m_store->addQuestion(0, 0, u"Q1", u"title");
    m_answer = *m_store->beginAnswer(m_question.conversationId, m_question.messageId);
}

void MessageTreeTest::cleanup() {
    m_store.reset();
    QCOMPARE(RawDatabase(databasePath(m_folder->path())).soundness(), QStringLiteral("ok"));
}

void MessageTreeTest::reopen() {
    m_store.reset();
    Result<Store> store = Store::open(m_folder->path());
    QVERIFY(store);
    m_store.emplace(std::move(*store));
}

void MessageTreeTest::regeneratingSelectsTheNewAnswer() {
    QVERIFY(m_store->finishAnswer(m_answer, u"A1", MessageState::Complete, {}));
    const qint64 second = *m_store->beginAnswer(m_question.conversationId, m_question.messageId);
    QVERIFY(m_store->finishAnswer(second, u"A2", MessageState::Complete, {}));
    QCOMPARE(texts(), QStringList({"Q1", "A2"}));
    QCOMPARE(last().parentId, m_question.messageId);
    reopen();
    QCOMPARE(texts(), QStringList({"Q1", "A2"}));
    QCOMPARE(raw("SELECT text FROM messages WHERE id = " + QByteArray::number(m_answer)),
             QStringLiteral("A1"));
}

void MessageTreeTest::editingSelectsTheNewQuestion() {
    QVERIFY(m_store->finishAnswer(m_answer, u"A1", MessageState::Complete, {}));
    const qint64 second = m_store->addQuestion(m_question.conversationId, m_answer, u"Q2", {})->messageId;
    QCOMPARE(texts(), QStringList({"Q1", "A1", "Q2"}));
    const Store::Question edited =
        *m_store->addQuestion(m_question.conversationId, m_answer, u"Q2 edited", {});
    QCOMPARE(texts(), QStringList({"Q1", "A1", "Q2 edited"}));
    QVERIFY(edited.messageId > second);
    // The first question has no parent: its replacement is a second root.
    QVERIFY(m_store->addQuestion(m_question.conversationId, 0, u"Q1 edited", {}));
    QCOMPARE(texts(), QStringList({"Q1 edited"}));
    QCOMPARE(raw("SELECT count(*) FROM messages"), QStringLiteral("5"));
}

void MessageTreeTest::keepsOtherConversationsApart() {
    const Store::Question other = *m_store->addQuestion(0, 0, u"other", u"title");
    QCOMPARE(texts(), QStringList({"Q1", ""}));
    QCOMPARE(m_store->path(other.conversationId)->size(), 1);
}

void MessageTreeTest::showsAStreamingAnswerWithItsPieces() {
    QVERIFY(m_store->appendPiece(m_answer, u"one "));
    QVERIFY(m_store->appendPiece(m_answer, u"two"));
    QCOMPARE(last().state, MessageState::Streaming);
    QCOMPARE(last().text, QStringLiteral("one two"));
}

void MessageTreeTest::joinsPiecesOnce() {
    QVERIFY(m_store->appendPiece(m_answer, u"one "));
    QVERIFY(m_store->appendPiece(m_answer, u"two "));
    QVERIFY(m_store->finishAnswer(m_answer, u"three", MessageState::Stopped, u"{}"));
    QCOMPARE(last().text, QStringLiteral("one two three"));
    QCOMPARE(last().state, MessageState::Stopped);
    QCOMPARE(raw("SELECT text FROM messages ORDER BY id DESC"), QStringLiteral("one two three"));
    QCOMPARE(raw("SELECT count(*) FROM pieces"), QStringLiteral("0"));
}

void MessageTreeTest::continuesAnEndedAnswer() {
    QVERIFY(m_store->finishAnswer(m_answer, u"one", MessageState::BrokenOff, u"{\"a\":1}"));
    QVERIFY(m_store->reopenAnswer(m_answer));
    QCOMPARE(last().state, MessageState::Streaming);
    QVERIFY(m_store->appendPiece(m_answer, u" two"));
    QCOMPARE(last().text, QStringLiteral("one two"));
    QVERIFY(m_store->finishAnswer(m_answer, u" three", MessageState::Complete, u"{\"a\":2}"));
    QCOMPARE(last().text, QStringLiteral("one two three"));
    QCOMPARE(last().statisticsJson, QStringLiteral("{\"a\":2}"));
}

void MessageTreeTest::aPieceMakesAnEndedAnswerStreaming() {
    // As when the disk was full for reopenAnswer() and has room again for the piece.
    QVERIFY(m_store->finishAnswer(m_answer, u"one", MessageState::Stopped, {}));
    QVERIFY(m_store->appendPiece(m_answer, u" two"));
    QCOMPARE(last().state, MessageState::Streaming);
    QCOMPARE(last().text, QStringLiteral("one two"));
}

void MessageTreeTest::breaksOffWhatStreamsAtTheNextOpen() {
    QVERIFY(m_store->appendPiece(m_answer, u"one "));
    QVERIFY(m_store->appendPiece(m_answer, u"two"));
    reopen();
    QCOMPARE(last().text, QStringLiteral("one two"));
    QCOMPARE(last().state, MessageState::BrokenOff);
    QCOMPARE(raw("SELECT count(*) FROM pieces"), QStringLiteral("0"));
    reopen();
    QCOMPARE(last().text, QStringLiteral("one two"));
}

void MessageTreeTest::breaksOffEveryStreamingAnswer() {
    const qint64 second = *m_store->beginAnswer(m_question.conversationId, m_question.messageId);
    QVERIFY(m_store->appendPiece(m_answer, u"a"));
    QVERIFY(m_store->appendPiece(second, u"b"));
    QVERIFY(m_store->appendPiece(m_answer, u"c"));
    reopen();
    QCOMPARE(raw("SELECT group_concat(text || ':' || state) FROM messages WHERE author = 'assistant'"),
             QStringLiteral("ac:broken-off,b:broken-off"));
}

PERIPHERAL_QT_TEST(MessageTreeTest, QCoreApplication)
#include "message_tree_test.moc"
