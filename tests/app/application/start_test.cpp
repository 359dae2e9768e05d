// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a start comes to: its own window, the one that runs, or neither.
#include "application/start.h"
#include "application/x11_activation.h"
#include "instance/handover.h"
#include "qt_test.h"

#include <QFile>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

using namespace peripheral;
using namespace std::chrono_literals;

class StartTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void claimsAFolderThatIsFree();
    void handsOverToTheWindowThatRuns();
    void waitsForAProcessThatEnds();
    void givesUpWhereNobodyAnswers();
    void saysAtOnceWhatWaitingCannotMend();
    void bringsTheWindowForward();
    void keepsWhatX11TakesAway();
    void readsTheTimeOfAStart_data();
    void readsTheTimeOfAStart();

private:
    [[nodiscard]] Options options() const {
        Options options;
        options.dataDir = m_folder->filePath("data");
        options.model = "/models/other.gguf";
        return options;
    }
    /// begin() in another thread, while this one's events go on.
    Start beginMeanwhile(std::chrono::milliseconds patience);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void StartTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
}

Start StartTest::beginMeanwhile(std::chrono::milliseconds patience) {
    Start start;
    const std::unique_ptr<QThread> thread(
        QThread::create([&, asked = options()] { start = begin(asked, patience); }));
    QSignalSpy finished(thread.get(), &QThread::finished);
    thread->start();
    if (!thread->isFinished() && !finished.wait(50'000))
        qFatal("begin() does not end");
    thread->wait();
    return start;
}

void StartTest::claimsAFolderThatIsFree() {
    const Start start = begin(options());
    QVERIFY(!start.handedOver);
    QVERIFY(start.folder);
    QCOMPARE(start.folder->path(), options().dataDir);
    QCOMPARE(DataFolder::claim(options().dataDir).error().kind, FailureKind::Locked);
}

void StartTest::handsOverToTheWindowThatRuns() {
    const auto claimed = DataFolder::claim(options().dataDir);
    QVERIFY(claimed);
    HandoverServer server;
    QVERIFY(server.listen(handoverAddress(options().dataDir)));
    HandoverMessage heard;
    connect(&server, &HandoverServer::handedOver, this,
            [&](const HandoverMessage& message) { heard = message; });
    qputenv("XDG_ACTIVATION_TOKEN", "a-token");
    const Start start = beginMeanwhile(30s);
    qunsetenv("XDG_ACTIVATION_TOKEN");
    QVERIFY(start.handedOver);
    QVERIFY(!start.folder);
    QCOMPARE(heard.file, std::string("/models/other.gguf"));
    QCOMPARE(heard.activationToken, std::string("a-token"));
}

void StartTest::waitsForAProcessThatEnds() {
    auto claimed = DataFolder::claim(options().dataDir);
    QVERIFY(claimed);
    std::optional<DataFolder> held(std::move(*claimed));
    QTimer::singleShot(200ms, this, [&held] { held.reset(); });
    const Start start = beginMeanwhile(30s);
    QVERIFY(start.folder);
    QVERIFY(!start.handedOver);
}

void StartTest::givesUpWhereNobodyAnswers() {
    const auto claimed = DataFolder::claim(options().dataDir);
    QVERIFY(claimed);
    const Start start = begin(options(), 100ms);
    QVERIFY(!start.folder);
    QVERIFY(!start.handedOver);
}

void StartTest::saysAtOnceWhatWaitingCannotMend() {
    QFile inTheWay(options().dataDir);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const Start start = begin(options(), 24h); // a test's time would be over long before
    QVERIFY(!start.folder);
    QVERIFY(!start.handedOver);
}

void StartTest::bringsTheWindowForward() {
    QWindow window;
    QWindow other;
    window.show();
    other.show();
    window.showMinimized();
    other.requestActivate();
    QTRY_COMPARE(QGuiApplication::focusWindow(), &other);
    bringForward(window, "a-token");
    QTRY_COMPARE(QGuiApplication::focusWindow(), &window);
    QVERIFY(!(window.windowStates() & Qt::WindowMinimized));
    QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("a-token")); // where Qt's Wayland looks
    qunsetenv("XDG_ACTIVATION_TOKEN");
}

void StartTest::keepsWhatX11TakesAway() {
    qputenv("DESKTOP_STARTUP_ID", "an-id_TIME12");
    keepActivationToken();
    QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("an-id_TIME12"));
    qputenv("DESKTOP_STARTUP_ID", "another");
    keepActivationToken();
    QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("an-id_TIME12")); // a token of its own is better
    qunsetenv("DESKTOP_STARTUP_ID");
    qunsetenv("XDG_ACTIVATION_TOKEN");
}

void StartTest::readsTheTimeOfAStart_data() {
    QTest::addColumn<quint32>("time");
    QTest::newRow("gnome-shell/Peripheral/1234-5-host_TIME4294967295") << 4294967295U;
    QTest::newRow("a_TIME1_TIME22") << 22U;
    QTest::newRow("a_TIME4294967296") << 0U;
    QTest::newRow("a_TIME-1") << 0U;
    QTest::newRow("a_TIME") << 0U;
    QTest::newRow("a-token") << 0U;
}

void StartTest::readsTheTimeOfAStart() {
    QFETCH(const quint32, time);
    QCOMPARE(startupTime(QTest::currentDataTag()), time);
}

PERIPHERAL_QT_TEST(StartTest, QGuiApplication)
#include "start_test.moc"
