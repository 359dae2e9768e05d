// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real engine and the built-in model, from the question to the database.
#include "chat_setup.h"
#include "models/local_path.h"
#include "qt_test.h"

#include <QFile>
#include <QSignalSpy>

using namespace peripheral;

class RealAnswerTest : public QObject {
    Q_OBJECT

private slots:
    void answersAndSaves();
    void answersWithAModelWhoseLongestNameIsNoText();
    void failsWhereTheModelIsCutShort();
};

void RealAnswerTest::answersAndSaves() {
    QTemporaryDir folder;
    auto setup = std::make_unique<ChatSetup>(folder.path(), [] { return plm::makeEngine({}); });
    setup->settings.setTemperature(0); // the likeliest answer, the same each time
    setup->storage.open(folder.path());
    setup->model.open(QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
    QTRY_VERIFY_WITH_TIMEOUT(setup->model.ready(), 20'000);
    QVERIFY2(setup->model.error().isEmpty(), qPrintable(setup->model.error()));
    QVERIFY(setup->ask("What is the opposite of hot?"));
    QCOMPARE(setup->message(1).state, MessageState::Complete);
    const QString answer = setup->message(1).text;
    QVERIFY2(answer.contains("cold"), qPrintable(answer));
    const QString footnote = setup->message(1).footnote;
    QVERIFY2(footnote.contains("% skipped"), qPrintable(footnote));
    QTRY_VERIFY(setup->chat.contextUsed() > 10);
    QVERIFY(setup->chat.contextUsed() < setup->chat.contextLength());
    setup.reset();
    QCOMPARE(savedPath(folder.path()).value(1).text, answer);
}

void RealAnswerTest::answersWithAModelWhoseLongestNameIsNoText() {
    const QTemporaryDir folder;
    const QByteArray name = "\xE4" + QByteArray(249, 'n') + ".gguf";
    QCOMPARE(name.size(), 255);
    const QString path = pathFromBytes(folder.path().toUtf8() + '/' + name);
    std::filesystem::copy_file(PERIPHERAL_BUILT_IN_MODEL, systemPath(path));
    ChatSetup setup(folder.path(), [] { return plm::makeEngine({}); });
    setup.settings.setTemperature(0);
    setup.storage.open(folder.path());
    setup.model.openPath(path);
    QTRY_VERIFY_WITH_TIMEOUT(setup.model.ready(), 20'000);
    QVERIFY2(setup.model.error().isEmpty(), qPrintable(setup.model.error()));
    QCOMPARE(setup.model.path(), path);
    QVERIFY(setup.ask("What is the opposite of hot?"));
    QCOMPARE(setup.message(1).state, MessageState::Complete);
    QVERIFY2(setup.message(1).text.contains("cold"), qPrintable(setup.message(1).text));
}

void RealAnswerTest::failsWhereTheModelIsCutShort() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("model.gguf");
    QVERIFY(QFile::copy(PERIPHERAL_BUILT_IN_MODEL, path));
    ChatSetup setup(folder.path(), [] { return plm::makeEngine({}); });
    setup.storage.open(folder.path());
    setup.model.open(QUrl::fromLocalFile(path));
    QTRY_VERIFY_WITH_TIMEOUT(setup.model.ready(), 20'000);
    QTRY_VERIFY(setup.chat.canSend());
    setup.chat.setPace(20);
    setup.chat.send("Tell me a short story about a fox.");
    QTRY_VERIFY_WITH_TIMEOUT(!setup.message(1).text.isEmpty(), 20'000);
    QVERIFY(QFile::resize(path, 0)); // as a download does that begins anew
    QVERIFY(setup.waitUntilIdle());
    QCOMPARE(setup.message(1).state, MessageState::Failed);
    QCOMPARE(setup.message(1).error, path + " became shorter while it was in use.");
    QVERIFY(!setup.message(1).text.isEmpty());
    QVERIFY(setup.ask("And now?")); // no answer, but no end of the program either
    QCOMPARE(setup.message(3).state, MessageState::Failed);
    setup.model.open(QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
    QTRY_COMPARE_WITH_TIMEOUT(setup.model.path(), QString(PERIPHERAL_BUILT_IN_MODEL), 20'000);
    setup.chat.setPace(0);
    setup.chat.regenerate();
    QVERIFY(setup.waitUntilIdle());
    QCOMPARE(setup.message(3).state, MessageState::Complete);
}

PERIPHERAL_QT_TEST(RealAnswerTest, QGuiApplication)
#include "real_answer_test.moc"
