// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations in the store: what is written is there again, in the same process and in the next.
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"

#include <QFileInfo>
#include <QTemporaryDir>

using namespace peripheral;

class StoreTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_now = 1000; }
    void beginsEmpty();
    void keepsAConversation();
    void listsTheLastUsedFirst();
    void listsTheLastUsedFirstThoughTheClockGoesBack();
    void renames();
    void removesAndRestores();
    void erasesRemovedConversationsWhenSettling();
    void erasesDeepConversations();
    void saysWhichIdsAreMissing();
    void keepsTextsAsTheyAre_data();
    void keepsTextsAsTheyAre();
    void isForItsOwnerOnly();

private:
    Store open() {
        Result<Store> store = Store::open(
            m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())), [this] { return ++m_now; });
        if (!store)
            qFatal("%s", qPrintable(store.error().sentence));
        return std::move(*store);
    }
    QString dataDir() { return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())); }

    QTemporaryDir m_folder;
    qint64 m_now = 0;
};

void StoreTest::beginsEmpty() {
    Store store = open();
    QVERIFY(store.conversations()->isEmpty());
    QVERIFY(store.path(1)->isEmpty());
}

void StoreTest::keepsAConversation() {
    Store::Question question;
    {
        Store store = open();
        question = *store.addQuestion(0, 0, u"What is the opposite of hot?", u"Hot");
        const MessageId answer = *store.beginAnswer(question.conversationId, question.messageId);
        QVERIFY(store.appendPiece(answer, u"co"));
        QVERIFY(store.appendPiece(answer, u"ld"));
        QVERIFY(store.finishAnswer(answer, u".", MessageState::Complete, u"{\"tokens\":3}"));
    }
    Store store = open();
    const QList<ConversationRow> conversations = *store.conversations();
    QCOMPARE(conversations.size(), 1);
    QCOMPARE(conversations[0].title, QStringLiteral("Hot"));
    const QList<MessageRow> path = *store.path(question.conversationId);
    QCOMPARE(path.size(), 2);
    QCOMPARE(path[0].id, question.messageId);
    QCOMPARE(path[0].parentId, 0);
    QCOMPARE(path[0].author, Author::User);
    QCOMPARE(path[0].state, MessageState::Complete);
    QCOMPARE(path[1].parentId, question.messageId);
    QCOMPARE(path[1].author, Author::Assistant);
    QCOMPARE(path[1].text, QStringLiteral("cold."));
    QCOMPARE(path[1].state, MessageState::Complete);
    QCOMPARE(path[1].statisticsJson, QStringLiteral("{\"tokens\":3}"));
    QVERIFY(path[0].createdMs > 1000 && path[0].createdMs < path[1].createdMs);
}

void StoreTest::listsTheLastUsedFirst() {
    Store store = open();
    const Store::Question first = *store.addQuestion(0, 0, u"one", u"first");
    const Store::Question second = *store.addQuestion(0, 0, u"two", u"second");
    QCOMPARE(store.conversations()->first().id, second.conversationId);
    const MessageId answer = *store.beginAnswer(first.conversationId, first.messageId);
    QCOMPARE(store.conversations()->first().id, first.conversationId);
    QVERIFY(store.addQuestion(second.conversationId, second.messageId, u"again", {}));
    QVERIFY(store.finishAnswer(answer, u"done", MessageState::Complete, {}));
    QCOMPARE(store.conversations()->first().id, first.conversationId);
}

void StoreTest::listsTheLastUsedFirstThoughTheClockGoesBack() {
    {
        Store store = open();
        m_now = 1'000'000; // and later set right
        QVERIFY(store.addQuestion(0, 0, u"with a wrong clock", u"first"));
    }
    m_now = 1000;
    Store store = open();
    const Store::Question second = *store.addQuestion(0, 0, u"written last", u"second");
    QCOMPARE(store.conversations()->first().id, second.conversationId);
    QVERIFY(store.conversations()->first().updatedMs < store.conversations()->last().updatedMs);
    const qint64 first = store.conversations()->last().id;
    const MessageId answer = *store.beginAnswer(first, store.path(first)->last().id);
    QCOMPARE(store.conversations()->first().id, first);
    QVERIFY(store.addQuestion(second.conversationId, second.messageId, u"again", {}));
    QCOMPARE(store.conversations()->first().id, second.conversationId);
    QVERIFY(store.finishAnswer(answer, u"done", MessageState::Complete, {}));
    QCOMPARE(store.conversations()->first().id, first);
}

void StoreTest::renames() {
    Store store = open();
    const Store::Question question = *store.addQuestion(0, 0, u"one", u"first");
    const ConversationRow before = store.conversations()->first();
    QVERIFY(store.rename(question.conversationId, QStringLiteral("Ünïcode “title”")));
    const ConversationRow after = store.conversations()->first();
    QCOMPARE(after.title, QStringLiteral("Ünïcode “title”"));
    QCOMPARE(after.updatedMs, before.updatedMs);
}

void StoreTest::removesAndRestores() {
    Store store = open();
    const Store::Question question = *store.addQuestion(0, 0, u"one", u"first");
    const QList<ConversationRow> before = *store.conversations();
    QVERIFY(store.remove(question.conversationId));
    QVERIFY(store.conversations()->isEmpty());
    QCOMPARE(store.addQuestion(question.conversationId, question.messageId, u"two", {}).error().kind,
             FailureKind::Missing);
    QVERIFY(store.restore(question.conversationId));
    QCOMPARE(*store.conversations(), before);
    QCOMPARE(store.path(question.conversationId)->size(), 1);
}

void StoreTest::erasesRemovedConversationsWhenSettling() {
    Store store = open();
    const Store::Question removed = *store.addQuestion(0, 0, u"one", u"first");
    const Store::Question kept = *store.addQuestion(0, 0, u"two", u"second");
    const MessageId answer = *store.beginAnswer(removed.conversationId, removed.messageId);
    QVERIFY(store.appendPiece(answer, u"piece"));
    QVERIFY(store.remove(removed.conversationId));
    QVERIFY(store.settle());
    RawDatabase raw(databasePath(dataDir()));
    QCOMPARE(raw.column("SELECT id FROM conversations"), {QString::number(kept.conversationId)});
    QCOMPARE(raw.column("SELECT id FROM messages"), {QString::number(kept.messageId)});
    QCOMPARE(raw.value("SELECT count(*) FROM pieces"), QStringLiteral("0"));
    QCOMPARE(raw.soundness(), QStringLiteral("ok"));
    QCOMPARE(store.restore(removed.conversationId).error().kind, FailureKind::Missing);
    // The ids of what was erased are not used again.
    QVERIFY(store.addQuestion(0, 0, u"three", u"third")->conversationId > kept.conversationId);
}

void StoreTest::erasesDeepConversations() {
    // Deeper than the 1,000 levels to which SQLite follows cascades.
    Store store = open();
    Store::Question question = *store.addQuestion(0, 0, u"0", u"deep");
    const ConversationId conversation = question.conversationId;
    RawDatabase raw(databasePath(dataDir()));
    raw.value("WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
              "INSERT INTO messages (conversation_id, parent_id, author, state, text, created_ms) "
              "SELECT 1, i - 1, 'user', 'complete', i, 0 FROM n");
    raw.value("UPDATE conversations SET leaf_id = 3000");
    const QList<MessageRow> path = *store.path(conversation);
    QCOMPARE(path.size(), 3000);
    QCOMPARE(path.last().text, QStringLiteral("3000"));
    QVERIFY(store.remove(conversation));
    QVERIFY(store.settle());
    QCOMPARE(raw.value("SELECT count(*) FROM messages"), QStringLiteral("0"));
}

void StoreTest::saysWhichIdsAreMissing() {
    Store store = open();
    const Store::Question question = *store.addQuestion(0, 0, u"one", u"first");
    const Store::Question other = *store.addQuestion(0, 0, u"two", u"second");
    QCOMPARE(store.rename(99, {}).error().kind, FailureKind::Missing);
    QCOMPARE(store.remove(99).error().kind, FailureKind::Missing);
    QCOMPARE(store.addQuestion(99, 0, u"x", {}).error().kind, FailureKind::Missing);
    QCOMPARE(store.addQuestion(question.conversationId, 99, u"x", {}).error().kind, FailureKind::Missing);
    QCOMPARE(store.beginAnswer(question.conversationId, other.messageId).error().kind, FailureKind::Missing);
    QCOMPARE(store.appendPiece(99, u"x").error().kind, FailureKind::Missing);
    QCOMPARE(store.finishAnswer(99, u"x", MessageState::Complete, {}).error().kind, FailureKind::Missing);
    QCOMPARE(store.reopenAnswer(99).error().kind, FailureKind::Missing);
    QVERIFY(store.rename(99, {}).error().sentence.contains(databasePath(dataDir())));
    RawDatabase raw(databasePath(dataDir()));
    QCOMPARE(raw.value("SELECT count(*) FROM messages"), QStringLiteral("2"));
    QCOMPARE(raw.value("SELECT count(*) FROM pieces"), QStringLiteral("0"));
}

void StoreTest::keepsTextsAsTheyAre_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("kept");
    const auto same = [](const char* name, const QString& text) { QTest::newRow(name) << text << text; };
    same("empty", QString());
    same("quotes", QStringLiteral("'; DROP TABLE messages; -- \"\\"));
    same("NULs", QString::fromUtf8("a\0b\0", 4));
    same("many scripts",
         QStringLiteral("日本語 ελληνικά עברית 👩‍👩‍👧‍👦\r\n\t"));
    same("long", QString(300000, QLatin1Char('x')));
    QTest::newRow("half a pair") << QString(QChar(0xD83D)) + QLatin1String("x") << QStringLiteral("?x");
    QTest::newRow("other half") << QLatin1String("x") + QString(QChar(0xDE00)) << QStringLiteral("x?");
}

void StoreTest::keepsTextsAsTheyAre() {
    QFETCH(QString, given);
    QFETCH(QString, kept);
    Store store = open();
    const Store::Question question = *store.addQuestion(0, 0, given, given);
    const MessageId answer = *store.beginAnswer(question.conversationId, question.messageId);
    QVERIFY(store.appendPiece(answer, given));
    QVERIFY(store.finishAnswer(answer, given, MessageState::Complete, given));
    const QList<MessageRow> path = *store.path(question.conversationId);
    QCOMPARE(path[0].text, kept);
    QCOMPARE(path[1].text, kept + kept);
    QCOMPARE(path[1].statisticsJson, kept);
    QCOMPARE(store.conversations()->first().title, kept);
}

void StoreTest::isForItsOwnerOnly() {
    Store store = open();
    QVERIFY(store.addQuestion(0, 0, u"one", u"first"));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    for (const QString name : {"", "/history.db", "/history.db-wal", "/lock"})
        QVERIFY2((QFileInfo(dataDir() + name).permissions() & others) == 0, qPrintable(name));
}

PERIPHERAL_QT_TEST(StoreTest, QCoreApplication)
#include "store_test.moc"
