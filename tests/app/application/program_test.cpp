// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program as a process: its window, its options for tests, and how it ends.
#include "chat_setup.h"
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"
#include "storage/data_folder.h"

#include <QImage>
#include <QProcess>

#include <csignal>
#include <sys/resource.h>

using namespace peripheral;

namespace {

/// An answer to the question, as a killed program leaves one.
bool breakOff(Store& store, const Store::Question& question) {
    const auto answer = store.beginAnswer(question.conversationId, question.messageId);
    return answer && store.appendPiece(*answer, u"Because");
}

} // namespace

class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void showsAFrameAndEnds();
    void takesAPictureOfAnAnswer();
    void answersWithTheBuiltInModel();
    void keepsWhatCameWhenItIsTerminated_data();
    void keepsWhatCameWhenItIsTerminated();
    void goesOnWhereItWasKilled();
    void goesOnWithWhatWasUsedLastWhateverTheClockSaid();
    void endsOnWrongUsage();
    void hashesAPinWithoutADisplay();
    void refusesWhatIsNoPin_data();
    void refusesWhatIsNoPin();
    void saysThatItsWordsCannotBeWritten_data();
    void saysThatItsWordsCannotBeWritten();
    void opensNoFileInPlaceOfAClosedStream();
    void refusesADataFolderThatIsNoText_data();
    void refusesADataFolderThatIsNoText();
    void saysWhatIsWrongWithARecording();
    void startsWithAModelThatIsMissing();
    void handsAFileOverToTheWindowThatRuns();
    void startsWhileAKilledOneStillDies();
    void saysThatAnotherHoldsTheFolder();
    void saysWhereThereIsNoDisplay_data();
    void saysWhereThereIsNoDisplay();
    void ignoresRelativeFolders();
    void saysAtTheEndWhatCouldNotBeSaved();

private:
    /// Starts the program in the test's folder, without a display.
    void start(QProcess& process, const QStringList& arguments);
    [[nodiscard]] QProcessEnvironment environment() const;
    /// Starts the program by a line for the shell, in which it is "$0" and the test's folder "$1".
    void startByShell(QProcess& process, const QString& line);
    /// What the program has written to standard output once that holds `text`; empty where it never does.
    static QByteArray waitFor(QProcess& process, const QByteArray& text);
    /// Waits for the end, which must be a failure with one sentence on standard error.
    static void failsWithOneSentence(QProcess& process, QByteArray& said);
    /// Starts it with an answer that takes 20 s, and waits until a part of that is shown.
    [[nodiscard]] bool startStreaming(QProcess& process, const QStringList& arguments);

    std::unique_ptr<QTemporaryDir> m_folder;
};

QProcessEnvironment ProgramTest::environment() const {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_RUNTIME_DIR", m_folder->path());
    environment.insert("XDG_CACHE_HOME", m_folder->filePath("cache"));
    return environment;
}

QByteArray ProgramTest::waitFor(QProcess& process, const QByteArray& text) {
    QByteArray seen;
    const auto isThere = [&] { return (seen += process.readAllStandardOutput()).contains(text); };
    return QTest::qWaitFor(isThere, 20'000) ? seen : QByteArray();
}

void ProgramTest::start(QProcess& process, const QStringList& arguments) {
    process.setProcessEnvironment(environment());
    process.start(PERIPHERAL_PROGRAM, QStringList{"--data-dir", m_folder->filePath("data")} + arguments);
}

void ProgramTest::startByShell(QProcess& process, const QString& line) {
    process.setProcessEnvironment(environment());
    process.start("/bin/sh", {"-c", line, PERIPHERAL_PROGRAM, m_folder->path()});
}

void ProgramTest::failsWithOneSentence(QProcess& process, QByteArray& said) {
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    said = process.readAllStandardError();
    QVERIFY2(said.endsWith(".\n"), said.constData());
    QCOMPARE(said.count('\n'), 1);
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

void ProgramTest::takesAPictureOfAnAnswer() {
    const QString path = m_folder->filePath("picture.png");
    QProcess process;
    start(process, {"--send", "What is the opposite of hot?", "--picture", path});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const QImage picture(path);
    QVERIFY(picture.width() > 300 && picture.height() > 200);
    QCOMPARE(RawDatabase(m_folder->filePath("data/history.db"))
                 .value("SELECT state FROM messages WHERE author = 'assistant'"),
             QString("complete"));

    start(process, {"--picture", m_folder->filePath("missing/picture.png")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("missing/picture.png: the picture cannot be written: "));
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
    QTest::newRow("SIGHUP") << SIGHUP;
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
    QVERIFY(!QFile::exists(m_folder->filePath("data/history.db-wal"))); // folded in
    const auto saved = savedPath(m_folder->filePath("data"));
    QCOMPARE(saved.size(), 2);
    QCOMPARE(saved[1].state, MessageState::Stopped);
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

/// As on a board without a battery, whose clock starts in the past: the one made first was used last, at a
/// time that is before all others.
void ProgramTest::goesOnWithWhatWasUsedLastWhateverTheClockSaid() {
    const QString data = m_folder->filePath("data");
    qint64 now = 2'000'000'000'000;
    qint64 usedLast = 0;
    {
        auto store = Store::open(data, [&now] { return now; });
        QVERIFY(store);
        usedLast = store->addQuestion(0, 0, u"First?", u"First")->conversationId;
        QVERIFY(breakOff(*store, *store->addQuestion(0, 0, u"Second?", u"Second")));
        now = 1'000;
        QVERIFY(breakOff(*store, *store->addQuestion(usedLast, 0, u"Once more?", u"First")));
    }
    QProcess process;
    QVERIFY(startStreaming(process, {"--continue", "--pace", "400"}));
    process.terminate();
    QVERIFY(process.waitForFinished());
    auto store = Store::open(data);
    QVERIFY(store);
    const auto conversations = *store->conversations();
    QCOMPARE(conversations.size(), 2);
    QCOMPARE(conversations[0].id, usedLast);
    const auto wentOn = *store->path(usedLast);
    QCOMPARE(wentOn.size(), 2);
    QVERIFY2(wentOn[1].text.startsWith("Because") && wentOn[1].text.size() > 20, qPrintable(wentOn[1].text));
    QCOMPARE(store->path(conversations[1].id)->value(1).text, QString("Because"));
}

void ProgramTest::endsOnWrongUsage() {
    QProcess process;
    start(process, {"--kiosk"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("kiosk"));
}

/// As an installer does: printf 271828 | peripheral --hash-pin
void ProgramTest::hashesAPinWithoutADisplay() {
    auto bare = environment();
    for (const char* variable : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"})
        bare.remove(variable);
    QProcess process;
    process.setProcessEnvironment(bare);
    process.start(PERIPHERAL_PROGRAM, {"--hash-pin"});
    process.write("271828\n");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
    const QByteArray hash = process.readAllStandardOutput();
    QVERIFY2(hash.startsWith("$argon2id$v=19$m=65536,t=3,p=1$") && hash.endsWith('\n'), hash.constData());
    QCOMPARE(hash.count('\n'), 1);
    QVERIFY(!QFile::exists(m_folder->filePath("data")));
}

void ProgramTest::refusesWhatIsNoPin_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("letters") << R"(echo secret | "$0" --hash-pin)"
                             << QByteArray("A PIN has 4 to 12 digits, and nothing else.\n");
    QTest::newRow("too long") << R"(printf '%02000d' 1 | "$0" --hash-pin)"
                              << QByteArray("A PIN has 4 to 12 digits, and nothing else.\n");
    QTest::newRow("nothing") << R"("$0" --hash-pin </dev/null)"
                             << QByteArray("There is no PIN on standard input.\n");
    QTest::newRow("no stream") << R"("$0" --hash-pin <&-)"
                               << QByteArray("There is no PIN on standard input.\n");
    QTest::newRow("a full device") << R"(echo 271828 | "$0" --hash-pin >/dev/full)"
                                   << QByteArray(
                                          "Standard output cannot be written: No space left on device.\n");
}

void ProgramTest::refusesWhatIsNoPin() {
    QFETCH(QString, line);
    QFETCH(QByteArray, sentence);
    QProcess process;
    startByShell(process, line);
    QByteArray said;
    failsWithOneSentence(process, said);
    QCOMPARE(said, sentence);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
}

void ProgramTest::saysThatItsWordsCannotBeWritten_data() {
    QTest::addColumn<QString>("line");
    QTest::newRow("help to a full device") << R"(exec "$0" --help >/dev/full)";
    QTest::newRow("version to a full device") << R"(exec "$0" --version >/dev/full)";
    QTest::newRow("help to a closed stream") << R"(exec "$0" --help >&-)";
    QTest::newRow("version to a closed stream") << R"(exec "$0" --version >&-)";
}

void ProgramTest::saysThatItsWordsCannotBeWritten() {
    QFETCH(QString, line);
    QProcess process;
    startByShell(process, line);
    QByteArray said;
    failsWithOneSentence(process, said);
    QVERIFY2(said.startsWith("Standard output cannot be written: "), said.constData());
}

/// What is said on standard error would else end in the history.
void ProgramTest::opensNoFileInPlaceOfAClosedStream() {
    QProcess process;
    startByShell(process, R"(exec "$0" --data-dir "$1/data" <&- >&- 2>&-)");
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder->filePath("data/history.db")), 20'000);
    const QString open = QString("/proc/%1/fd/").arg(process.processId());
    for (const char* stream : {"0", "1", "2"})
        QCOMPARE(QFile::symLinkTarget(open + stream), QString("/dev/null"));
    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
}

void ProgramTest::refusesADataFolderThatIsNoText_data() {
    QTest::addColumn<QString>("line");
    QTest::newRow("an option") << R"-(exec "$0" --first-frame-exit --data-dir "$1/$(printf 'data\344')")-";
    QTest::newRow("the environment")
        << R"-(XDG_DATA_HOME="$1/$(printf 'data\344')" exec "$0" --first-frame-exit)-";
    QTest::newRow("the home folder")
        << R"-(unset XDG_DATA_HOME; HOME="$1/$(printf 'data\344')" exec "$0" --first-frame-exit)-";
}

void ProgramTest::refusesADataFolderThatIsNoText() {
    QFETCH(QString, line);
    QProcess process;
    startByShell(process, line);
    QByteArray said;
    failsWithOneSentence(process, said);
    QVERIFY2(said.contains("/data\\xE4"), said.constData());
    QCOMPARE(QDir(m_folder->path()).entryList({"data*"}), QStringList()); // nor is another folder made
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

void ProgramTest::handsAFileOverToTheWindowThatRuns() {
    const QString file = m_folder->filePath("other ä.gguf");
    QVERIFY(QFile::copy(PERIPHERAL_BUILT_IN_MODEL, file));
    QProcess first;
    start(first, {"--send", "What is the opposite of hot?", "--startup-trace"});
    QVERIFY(!waitFor(first, "first-token ").isEmpty());
    for (int i = 0; i < 2; ++i) { // a double start
        QProcess second;
        start(second, {file});
        QVERIFY(second.waitForFinished());
        QCOMPARE(second.exitStatus(), QProcess::NormalExit);
        QCOMPARE(second.exitCode(), 0);
    }
    // The model that was opened last is remembered, by the one process that may write that.
    const QString settings = m_folder->filePath("data/settings.ini");
    QTRY_COMPARE_WITH_TIMEOUT(Settings(settings).modelPath(), file, 20'000);
    QCOMPARE(first.state(), QProcess::Running);
    first.terminate();
    QVERIFY(first.waitForFinished());
    QCOMPARE(first.exitCode(), 0);
}

void ProgramTest::startsWhileAKilledOneStillDies() {
    auto running = std::make_unique<QProcess>();
    start(*running, {"--send", "What is the opposite of hot?", "--startup-trace"});
    for (int round = 0; round < 4; ++round) {
        QVERIFY(!waitFor(*running, "first-token ").isEmpty()); // it could send
        ::kill(static_cast<pid_t>(running->processId()), SIGKILL);
        auto next = std::make_unique<QProcess>(); // before the killed one is waited for
        start(*next, {"--send", "What is the opposite of hot?", "--startup-trace"});
        running->waitForFinished();
        running = std::move(next);
    }
    QVERIFY(!waitFor(*running, "first-token ").isEmpty());
    running->terminate();
    QVERIFY(running->waitForFinished());
    QCOMPARE(running->exitCode(), 0);
}

void ProgramTest::saysThatAnotherHoldsTheFolder() {
    const auto held = DataFolder::claim(m_folder->filePath("data")); // by a process that does not answer
    QVERIFY(held);
    QProcess process;
    start(process, {"--first-frame-exit", "--startup-trace"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0); // its window said so, and nothing is lost
    QVERIFY(!QFile::exists(m_folder->filePath("data/settings.ini")));
}

void ProgramTest::saysWhereThereIsNoDisplay_data() {
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QString>("x11");
    QTest::addColumn<QString>("wayland");
    QTest::newRow("none") << QString() << QString() << QString();
    QTest::newRow("an X server that is not there") << QString() << ":4711" << QString();
    QTest::newRow("a compositor that is not there") << QString() << QString() << "wayland-4711";
    QTest::newRow("X11 is asked for") << "xcb" << QString() << QString();
    QTest::newRow("Wayland is asked for") << "wayland" << QString() << QString();
    QTest::newRow("a platform that does not exist") << "paper" << QString() << QString();
}

void ProgramTest::saysWhereThereIsNoDisplay() {
    QFETCH(QString, platform);
    QFETCH(QString, x11);
    QFETCH(QString, wayland);
    auto bare = environment();
    const auto set = [&bare](const QString& name, const QString& value) {
        value.isEmpty() ? bare.remove(name) : bare.insert(name, value);
    };
    set("QT_QPA_PLATFORM", platform);
    set("DISPLAY", x11);
    set("WAYLAND_DISPLAY", wayland);
    QProcess process;
    process.setProcessEnvironment(bare);
    process.start(PERIPHERAL_PROGRAM, {"--data-dir", m_folder->filePath("data")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.contains("peripheral-cli") && said.endsWith(".\n"), said.constData());
    QCOMPARE(said.count('\n'), 1); // one sentence
    QVERIFY2(said.contains((x11 + wayland).toLatin1()), said.constData());
}

void ProgramTest::ignoresRelativeFolders() {
    for (const char* folder : {"home", "here"})
        QVERIFY(QDir(m_folder->path()).mkdir(folder));
    auto relative = environment();
    for (const char* variable : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"})
        relative.insert(variable, "relative");
    relative.insert("HOME", m_folder->filePath("home"));
    QProcess process;
    process.setProcessEnvironment(relative);
    process.setWorkingDirectory(m_folder->filePath("here"));
    process.start(PERIPHERAL_PROGRAM, {"--first-frame-exit"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(QFile::exists(m_folder->filePath("home/.local/share/peripheral/history.db")));
    QCOMPARE(QDir(m_folder->filePath("here")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList());
}

void ProgramTest::saysAtTheEndWhatCouldNotBeSaved() {
    QProcess process;
    // No file may grow beyond this: as if the disk were full once an answer has filled the log that far.
    process.setChildProcessModifier([] {
        constexpr rlimit kLimit{150'000, 150'000};
        setrlimit(RLIMIT_FSIZE, &kLimit);
        signal(SIGXFSZ, SIG_IGN);
    });
    start(process, {"--fake-engine", PERIPHERAL_RECORDINGS "/long.json", "--pace", "20", "--send", "Why?",
                    "--trace-stream"});
    const QString log = m_folder->filePath("data/history.db-wal");
    QVERIFY(!waitFor(process, "\n").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(log).size() > 140'000, 30'000);
    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("Not all of the conversations could be saved.\n"));
}

PERIPHERAL_QT_TEST(ProgramTest, QCoreApplication)
#include "program_test.moc"
