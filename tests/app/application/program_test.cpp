// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program as a process: its window, its options for tests, and how it ends.
#include "chat_setup.h"

#include <QProcess>
#include <QTest>

#include <csignal>

using namespace peripheral;

class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void showsAFrameAndEnds();
    void answersWithTheBuiltInModel();
    void keepsWhatCameWhenItIsTerminated_data();
    void keepsWhatCameWhenItIsTerminated();
    void goesOnWhereItWasKilled();
    void endsOnWrongUsage();
    void saysWhatIsWrongWithARecording();
    void startsWithAModelThatIsMissing();

private:
    /// Starts the program in the test's folder, without a display.
    void start(QProcess& process, const QStringList& arguments);
    /// Starts it with an answer that takes 20 s, and waits until a part of that is shown.
    [[nodiscard]] bool startStreaming(QProcess& process, const QStringList& arguments);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ProgramTest::start(QProcess& process, const QStringList& arguments) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_RUNTIME_DIR", m_folder->path());
    process.setProcessEnvironment(environment);
    process.start(PERIPHERAL_PROGRAM, QStringList{"--data-dir", m_folder->filePath("data")} + arguments);
}

bool ProgramTest::startStreaming(QProcess& process, const QStringList& arguments) {
    start(process,
          QStringList{"--fake-engine", PERIPHERAL_RECORDINGS "/long.json", "--trace-stream"} + arguments);
    QByteArray seen;
    return QTest::qWaitFor(
        [&] {
            seen += process.readAllStandardOutput();
            return seen.count('\n') >= 20;
        },
        20'000);
}

void ProgramTest::showsAFrameAndEnds() {
    QProcess process;
    start(process, {"--first-frame-exit", "--startup-trace"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const QByteArray output = process.readAllStandardOutput();
    QVERIFY2(output.startsWith("first-frame "), output.constData());
    QCOMPARE(process.readAllStandardError(), QByteArray()); // no warnings of QML either
}

void ProgramTest::answersWithTheBuiltInModel() {
    QProcess process;
    start(process, {"--send", "What is the opposite of hot?", "--startup-trace"});
    QByteArray seen;
    QVERIFY(QTest::qWaitFor(
        [&] { return (seen += process.readAllStandardOutput()).contains("first-token "); }, 20'000));
    QVERIFY(seen.contains("question "));
    QTest::qWait(1000); // until the answer is there, which is a few words
    process.terminate();
    QVERIFY(process.waitForFinished());
    const auto saved = savedPath(m_folder->filePath("data"));
    QCOMPARE(saved.size(), 2);
    QVERIFY(!saved[1].text.isEmpty());
}

void ProgramTest::keepsWhatCameWhenItIsTerminated_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void ProgramTest::keepsWhatCameWhenItIsTerminated() {
    QFETCH(int, signal);
    QProcess process;
    QVERIFY(startStreaming(process, {"--send", "Why?"}));
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    const QByteArray lines = process.readAllStandardOutput();
    const auto saved = savedPath(m_folder->filePath("data"));
    QCOMPARE(saved.size(), 2);
    QCOMPARE(saved[1].state, MessageState::BrokenOff);
    // All that had been shown is there.
    const QByteArray lastLine = lines.trimmed().split('\n').constLast();
    QVERIFY(saved[1].text.toUcs4().size() >= lastLine.split(' ').value(1).toInt());
}

void ProgramTest::goesOnWhereItWasKilled() {
    QProcess process;
    QVERIFY(startStreaming(process, {"--send", "Why?"}));
    process.kill();
    QVERIFY(process.waitForFinished());
    const auto killed = savedPath(m_folder->filePath("data"));
    QCOMPARE(killed.value(1).state, MessageState::BrokenOff);
    QProcess again;
    QVERIFY(startStreaming(again, {"--continue", "--pace", "400"}));
    again.terminate();
    QVERIFY(again.waitForFinished());
    const auto saved = savedPath(m_folder->filePath("data"));
    QCOMPARE(saved.size(), 2);
    QCOMPARE(saved[1].id, killed[1].id);
    QVERIFY(saved[1].text.startsWith(killed[1].text));
    QVERIFY(saved[1].text.size() > killed[1].text.size());
}

void ProgramTest::endsOnWrongUsage() {
    QProcess process;
    start(process, {"--kiosk"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("kiosk"));
}

void ProgramTest::saysWhatIsWrongWithARecording() {
    QProcess process;
    start(process, {"--fake-engine", m_folder->filePath("none.json")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("none.json"));
}

void ProgramTest::startsWithAModelThatIsMissing() {
    QProcess process;
    start(process, {"--model", m_folder->filePath("none.gguf"), "--send", "Hello!", "--startup-trace"});
    QByteArray seen;
    // The built-in model answers instead.
    QVERIFY(QTest::qWaitFor(
        [&] { return (seen += process.readAllStandardOutput()).contains("first-token "); }, 20'000));
    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
}

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
