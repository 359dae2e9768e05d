// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat_setup.h"
#include "made_up_profiles.h"
#include "measuring/measuring_line.h"
#include "qt_test.h"

#include <plm/profile_file.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace peripheral;

namespace {

using Step = plm::BenchProgress::Step;

QByteArray lineOf(const MeasuringLine& line) {
    return QByteArray::fromStdString(toText(line)) + '\n';
}

QByteArray progress(Step step, double secondsLeft) {
    return lineOf(plm::BenchProgress{.step = step,
                                     .test = {plm::BenchTest::Kind::Prompt, 128, 1024},
                                     .repetition = 2,
                                     .repetitions = 5,
                                     .secondsLeft = secondsLeft});
}

QByteArray document() {
    return lineOf(MeasuredDocument{plm::toJson(plm::test::fullProfile())});
}

/// A command of the shell that says these lines.
QByteArray say(const QByteArray& lines) {
    return "printf '%s' '" + QByteArray(lines).replace("'", "'\\''") + "'\n";
}

} // namespace

/// Measuring, with a shell script in place of the program.
class MeasuringRunTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_setup.reset(); }
    void tellsHowFarItIs();
    void keepsWhatWasMeasured();
    void asksForWhatIsPlanned();
    void estimatesBeforehand();
    void endsWhenItIsCancelled();
    void standsStillWhileAChatIsAnswered();
    void endsAlsoWhileItStandsStill();
    void saysWhyNothingWasMeasured_data();
    void saysWhyNothingWasMeasured();
    void saysThatThereIsNoProgram();
    void leavesNothingBehind();

private:
    /// A run in place of which `commands` are run in the shell, in the test's folder.
    ProfileRun& script(const QByteArray& commands, std::shared_ptr<Told> told = std::make_shared<Told>());
    [[nodiscard]] QByteArray contentOf(const char* name) const {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ChatSetup> m_setup;
};

ProfileRun& MeasuringRunTest::script(const QByteArray& commands, std::shared_ptr<Told> told) {
    m_setup.reset();
    const QByteArray shell = "cd " + m_folder->path().toLocal8Bit() + "\n" + commands;
    m_setup = std::make_unique<ChatSetup>(
        m_folder->path(), toldEngine(std::move(told)),
        ProfileRun::Program{.path = "/bin/sh", .arguments = {"-c", QString::fromUtf8(shell), "measure"}});
    if (!m_setup->start())
        qFatal("no model");
    return m_setup->profileRun;
}

void MeasuringRunTest::tellsHowFarItIs() {
    ProfileRun& run =
        script(say("noise\n" + lineOf(MeasuringEstimate{90}) + progress(Step::Testing, 80)) +
               "read wait < fifo\n" + say(progress(Step::Sustaining, 20)) + "read wait < fifo\n");
    QCOMPARE(QProcess::execute("mkfifo", {m_folder->filePath("fifo")}), 0);
    QCOMPARE(run.state(), ProfileRun::Idle);
    run.start();
    QCOMPARE(run.state(), ProfileRun::Running);
    QTRY_COMPARE(run.step(), ProfileRun::ReadingPrompt);
    QCOMPARE(run.estimate(), 90.0);
    QVERIFY(run.tokens() == 128 && run.depth() == 1024);
    QVERIFY(run.repetition() == 2 && run.ofRepetitions() == 5);
    QCOMPARE(run.secondsLeft(), 80.0);
    QCOMPARE(run.fraction(), 0.0);
    QFile fifo(m_folder->filePath("fifo"));
    QVERIFY(fifo.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && fifo.write("on\n") == 3);
    fifo.close();
    QTRY_COMPARE(run.step(), ProfileRun::Sustaining);
    QCOMPARE(run.fraction(), 0.75);
    run.cancel();
    QTRY_COMPARE(run.state(), ProfileRun::Idle);
}

void MeasuringRunTest::keepsWhatWasMeasured() {
    ProfileRun& run = script(say(progress(Step::Testing, 1) + document()));
    QSignalSpy added(&m_setup->profiles, &Profiles::added);
    run.start();
    QTRY_COMPARE(run.state(), ProfileRun::Done);
    QTRY_COMPARE(added.size(), 1);
    const KeptProfile* kept = m_setup->profiles.list()->find(added[0][0].toLongLong());
    QCOMPARE(plm::toJson(*kept->profile), plm::toJson(plm::test::fullProfile()));
    run.dismiss();
    QCOMPARE(run.state(), ProfileRun::Idle);
}

void MeasuringRunTest::asksForWhatIsPlanned() {
    ProfileRun& run = script("printf '%s\n' \"$@\" > asked\n" + say(document()));
    run.setFull(true);
    run.setRepetitions(10);
    run.start();
    QTRY_COMPARE(run.state(), ProfileRun::Done);
    const QByteArray model = m_folder->filePath("good.gguf").toUtf8();
    QCOMPARE(contentOf("asked"), "run\nfull\n10\n60\n0\n" + model + "\n");
    run.setFull(false);
    run.setSynthetic(true);
    run.start();
    QTRY_COMPARE(run.state(), ProfileRun::Done);
    QCOMPARE(contentOf("asked"), QByteArray("run\nquick\n10\n60\n0\n"));
}

void MeasuringRunTest::estimatesBeforehand() {
    // It takes its time, so that it is told to stand still before it is done.
    ProfileRun& run = script("echo $1 >> asked\nsleep 0.3\n" + say(lineOf(MeasuringEstimate{120})));
    run.askEstimate();
    QTRY_COMPARE(run.estimate(), 120.0);
    QCOMPARE(run.state(), ProfileRun::Idle);
    run.askEstimate(); // it is known
    run.setRepetitions(20);
    QCOMPARE(run.estimate(), 0.0); // of another plan nothing is known yet
    run.setPaused(true);
    run.askEstimate();
    QTest::qWait(600);
    QCOMPARE(run.estimate(), 0.0); // a chat goes first here, too
    run.setPaused(false);
    QTRY_COMPARE(run.estimate(), 120.0);
    QTRY_COMPARE(contentOf("asked"), QByteArray("estimate\nestimate\n"));
}

void MeasuringRunTest::endsWhenItIsCancelled() {
    ProfileRun& run = script("trap 'echo ended > end; exit 1' TERM\n" + say(progress(Step::Testing, 9)) +
                             "while :; do sleep 0.01; done\n");
    run.start();
    QTRY_COMPARE(run.step(), ProfileRun::ReadingPrompt);
    run.cancel();
    QTRY_COMPARE(run.state(), ProfileRun::Idle);
    QCOMPARE(contentOf("end"), QByteArray("ended\n"));
    QCOMPARE(run.error(), QString());
    QCOMPARE(m_setup->profiles.list()->count(), 0);
}

void MeasuringRunTest::standsStillWhileAChatIsAnswered() {
    auto told = std::make_shared<Told>();
    auto hold = std::make_shared<QSemaphore>();
    told->beforePiece = [hold](int) { hold->acquire(); };
    ProfileRun& run = script("while :; do echo x >> beats; sleep 0.005; done\n", told);
    run.start();
    QTRY_VERIFY(contentOf("beats").size() > 4);
    m_setup->chat.send("Why?");
    QCOMPARE(run.state(), ProfileRun::Paused);
    QTest::qWait(50); // what it was at when it was stopped is over
    const qsizetype beats = contentOf("beats").size();
    QTest::qWait(100);
    QCOMPARE(contentOf("beats").size(), beats);
    hold->release(100);
    QVERIFY(m_setup->waitUntilIdle());
    QTRY_COMPARE(run.state(), ProfileRun::Running);
    QTRY_VERIFY(contentOf("beats").size() > beats);
}

void MeasuringRunTest::endsAlsoWhileItStandsStill() {
    ProfileRun& run = script("trap 'exit 1' TERM\nwhile :; do echo x >> beats; sleep 0.005; done\n");
    run.setPaused(true); // also one that begins while a chat is answered
    run.start();
    QCOMPARE(run.state(), ProfileRun::Paused);
    run.cancel();
    QTRY_COMPARE(run.state(), ProfileRun::Idle);
}

void MeasuringRunTest::saysWhyNothingWasMeasured_data() {
    QTest::addColumn<QByteArray>("commands");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("told") << say(lineOf(MeasuringFailure{"There is too little memory."})) + "exit 1\n"
                          << "There is too little memory.";
    QTest::newRow("killed")
        << QByteArray("kill -9 $$\n")
        << "The measuring ended before it was done; there may be too little memory for it.";
    QTest::newRow("nothing")
        << QByteArray("exit 0\n")
        << "The measuring ended before it was done; there may be too little memory for it.";
    QTest::newRow("cut off")
        << say(document().chopped(10))
        << "The measuring ended before it was done; there may be too little memory for it.";
}

void MeasuringRunTest::saysWhyNothingWasMeasured() {
    QFETCH(QByteArray, commands);
    QFETCH(QString, sentence);
    ProfileRun& run = script(commands);
    run.start();
    QTRY_COMPARE(run.state(), ProfileRun::Failed);
    QCOMPARE(run.error(), sentence);
    QCOMPARE(m_setup->profiles.list()->count(), 0);
    run.start(); // once more
    QCOMPARE(run.state(), ProfileRun::Running);
    QCOMPARE(run.error(), QString());
    QTRY_COMPARE(run.state(), ProfileRun::Failed);
}

void MeasuringRunTest::saysThatThereIsNoProgram() {
    m_setup = std::make_unique<ChatSetup>(m_folder->path(), toldEngine(std::make_shared<Told>()),
                                          ProfileRun::Program{.path = m_folder->filePath("nowhere")});
    QVERIFY(m_setup->start());
    m_setup->profileRun.start();
    QTRY_COMPARE(m_setup->profileRun.state(), ProfileRun::Failed);
    QVERIFY(m_setup->profileRun.error().startsWith("The measuring could not be started"));
}

void MeasuringRunTest::leavesNothingBehind() {
    ProfileRun& run = script("trap 'exit 1' TERM\necho $$ > pid\nwhile :; do sleep 0.01; done\n");
    run.start();
    QTRY_VERIFY(contentOf("pid").endsWith('\n'));
    m_setup.reset(); // as the program does when it ends
    QVERIFY(!QFile::exists("/proc/" + QString::fromLatin1(contentOf("pid").trimmed())));
}

PERIPHERAL_QT_TEST(MeasuringRunTest, QCoreApplication)
#include "measuring_run_test.moc"
