// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From one start of the program to the window that runs, over a socket that only this user reaches.
#include "instance/handover.h"
#include "qt_test.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

#include <sys/stat.h>

using namespace peripheral;
using namespace std::chrono_literals;

class HandoverTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void isHeard();
    void isHeardOneAfterTheOther();
    void failsWhereNobodyListens();
    void failsWhereNobodyAnswers();
    void hearsNoStrangers_data();
    void hearsNoStrangers();
    void takesTheAddressOverFromAKilledProcess();
    void isNotHeardAfterTheEnd();
    void oneAddressADataFolder();
    void keepsToAFolderOfItsOwn();
    void startsInAFlatpakMeet();
    void findsAnotherFolder_data();
    void findsAnotherFolder();
    void refusesALinkInPlaceOfTheFolder();

private:
    [[nodiscard]] QString address() const { return handoverAddress(m_folder->path()); }
    /// Hands over from another thread, while this one's server hears.
    static bool handOverMeanwhile(const QString& address, const HandoverMessage& message,
                                  std::chrono::milliseconds patience = 10s);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void HandoverTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
}

bool HandoverTest::handOverMeanwhile(const QString& address, const HandoverMessage& message,
                                     std::chrono::milliseconds patience) {
    bool taken = false;
    const std::unique_ptr<QThread> thread(
        QThread::create([&] { taken = handOver(address, message, patience); }));
    QSignalSpy finished(thread.get(), &QThread::finished);
    thread->start();
    return (thread->isFinished() || finished.wait(20'000)) && thread->wait() && taken;
}

void HandoverTest::isHeard() {
    HandoverServer server;
    QVERIFY(server.listen(address()));
    std::vector<HandoverMessage> heard;
    connect(&server, &HandoverServer::handedOver, this,
            [&heard](const HandoverMessage& message) { heard.push_back(message); });
    const HandoverMessage message{"/models/\xff.gguf", "a-token"};
    QVERIFY(handOverMeanwhile(address(), message));
    QCOMPARE(heard.size(), 1U);
    QVERIFY(heard[0] == message);
}

void HandoverTest::isHeardOneAfterTheOther() {
    HandoverServer server;
    QVERIFY(server.listen(address()));
    QVERIFY(server.listen(address())); // which changes nothing
    QSignalSpy heard(&server, &HandoverServer::handedOver);
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(handOverMeanwhile(address(), {}));
        QCOMPARE(heard.size(), i);
    }
}

void HandoverTest::failsWhereNobodyListens() {
    QVERIFY(!handOver(address(), {}, 60s)); // at once
    QVERIFY(!handOver({}, {}, 60s));
}

void HandoverTest::failsWhereNobodyAnswers() {
    QLocalServer stopped; // takes connections, as a process that is stopped or dying does
    QVERIFY(stopped.listen(address()));
    QVERIFY(!handOver(address(), {"/a.gguf", {}}, 100ms));
}

void HandoverTest::hearsNoStrangers_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another program") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("too much") << "peripheral 1\n" + QByteArray(100'000, '1');
    QTest::newRow("half a message, and no more") << QByteArray("peripheral 1\n5:/a");
}

void HandoverTest::hearsNoStrangers() {
    QFETCH(QByteArray, bytes);
    HandoverServer server;
    QVERIFY(server.listen(address()));
    QSignalSpy heard(&server, &HandoverServer::handedOver);
    QLocalSocket stranger;
    stranger.connectToServer(address());
    QVERIFY(stranger.waitForConnected());
    stranger.write(bytes);
    QTRY_COMPARE(stranger.state(), QLocalSocket::UnconnectedState); // sent away
    QVERIFY(heard.isEmpty());
    QVERIFY(handOverMeanwhile(address(), {})); // and the next is heard
}

void HandoverTest::takesTheAddressOverFromAKilledProcess() {
    const QString left = address();
    {
        QLocalServer killed;
        QVERIFY(killed.listen(left));
        QVERIFY(QFile::rename(left, left + ".kept")); // so that it stays behind
    }
    QVERIFY(QFile::rename(left + ".kept", left));
    HandoverServer server;
    QVERIFY(server.listen(left));
    QVERIFY(handOverMeanwhile(left, {}));
}

void HandoverTest::isNotHeardAfterTheEnd() {
    HandoverServer server;
    QVERIFY(server.listen(address()));
    server.close();
    QVERIFY(!handOver(address(), {}, 60s));
    QVERIFY(!QFileInfo::exists(address()));
}

void HandoverTest::oneAddressADataFolder() {
    QVERIFY(QDir(m_folder->path()).mkdir("data"));
    QVERIFY(QFile::link(m_folder->filePath("data"), m_folder->filePath("link")));
    const QString data = handoverAddress(m_folder->filePath("data"));
    QCOMPARE(handoverAddress(m_folder->filePath("link")), data);
    QCOMPARE(handoverAddress(m_folder->filePath("data/../data/")), data);
    QVERIFY(handoverAddress(m_folder->filePath("other")) != data);
}

void HandoverTest::keepsToAFolderOfItsOwn() {
    const QFileInfo folder(QFileInfo(address()).path());
    QCOMPARE(folder.filePath(), m_folder->filePath("peripheral"));
    struct stat status {};
    QCOMPARE(::stat(QFile::encodeName(folder.filePath()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0700U);
}

/// As Flatpak lays it out: a runtime folder for each start, and in each of them the same one, here by a link.
void HandoverTest::startsInAFlatpakMeet() {
    const auto outside = qScopeGuard([] { qunsetenv("FLATPAK_ID"); });
    qputenv("FLATPAK_ID", "org.peripheral.Chat");
    const QDir all(m_folder->path());
    QVERIFY(all.mkpath("first/app/org.peripheral.Chat") && all.mkpath("second"));
    QVERIFY(QFile::link(all.filePath("first/app"), all.filePath("second/app")));
    qputenv("XDG_RUNTIME_DIR", all.filePath("first").toLocal8Bit());
    HandoverServer server;
    QVERIFY(server.listen(address()));
    QSignalSpy heard(&server, &HandoverServer::handedOver);
    qputenv("XDG_RUNTIME_DIR", all.filePath("second").toLocal8Bit());
    QVERIFY(handOverMeanwhile(address(), {}));
    QCOMPARE(heard.size(), 1);
}

void HandoverTest::findsAnotherFolder_data() {
    QTest::addColumn<QByteArray>("runtimeFolder");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("relative") << QByteArray("run");
    QTest::newRow("missing") << QByteArray("/nowhere/run");
    QTest::newRow("a path too long for a socket") << QByteArray(); // made below
}

void HandoverTest::findsAnotherFolder() {
    QFETCH(QByteArray, runtimeFolder);
    const auto temporary = qScopeGuard([before = qgetenv("TMPDIR")] { qputenv("TMPDIR", before); });
    qputenv("TMPDIR", m_folder->path().toLocal8Bit());
    if (QString(QTest::currentDataTag()).startsWith("a path")) {
        const QString deep = m_folder->filePath(QString(100, 'x'));
        QVERIFY(QDir().mkdir(deep));
        runtimeFolder = deep.toLocal8Bit();
    }
    qputenv("XDG_RUNTIME_DIR", runtimeFolder);
    QVERIFY2(address().startsWith(m_folder->filePath("peripheral-")), qPrintable(address()));
    HandoverServer server;
    QVERIFY(server.listen(address()));
    QVERIFY(handOverMeanwhile(address(), {}));
}

void HandoverTest::refusesALinkInPlaceOfTheFolder() {
    QTemporaryDir elsewhere;
    QVERIFY(QFile::link(elsewhere.path(), m_folder->filePath("peripheral")));
    QVERIFY(!address().startsWith(m_folder->filePath("peripheral/")));
}

PERIPHERAL_QT_TEST(HandoverTest, QCoreApplication)
#include "handover_test.moc"
