// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The kiosk as a process: what it says of its file, and what is left of a visit, as another process finds it.
#include "kiosk/freed_memory.h"
#include "process_memory.h"
#include "qt_test.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <linux/capability.h>
#include <memory>
#include <sys/prctl.h>
#include <unistd.h>

namespace {

constexpr int kVisitPatience = 60'000;
const QString kSecret = "Zanzibar marmalade umbrella 7431";

} // namespace

class KioskProgramTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void saysEachMistakeInItsFile();
    void saysThatItsFileIsMissing();
    void goesOnWithoutWhatTheDiskDoesNotGive();
    void saysThatItsModelIsDamaged();
    void startsWithoutAModelThatIsNotThere();
    void invitesInAPicture();
    void leavesNothingOfAVisit();
    void leavesNoCoreDump();
    void invitesAgainAfterAVisit();
    void endsBySignal_data();
    void endsBySignal();

private:
    void start(QProcess& process, const QStringList& arguments);
    [[nodiscard]] QString writeFile(const QByteArray& text) const;
    /// What a kiosk with these settings says on standard error while it makes a picture; waits for its end.
    QByteArray errorsOfAPicture(QProcess& process, const QByteArray& settings);
    /// Waits for a line of standard output.
    [[nodiscard]] bool waitForLine(QProcess& process, const QByteArray& line);
    /// Files below the test's folder in which the secret stands, in any encoding.
    [[nodiscard]] QStringList filesWithTheSecret() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_said; ///< on standard output
};

void KioskProgramTest::start(QProcess& process, const QStringList& arguments) {
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* variable : {"HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_DATA_HOME",
                                 "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR"}) {
        QDir(m_folder->path()).mkpath(QString(variable));
        environment.insert(variable, m_folder->filePath(variable));
    }
    QFile::setPermissions(m_folder->filePath("XDG_RUNTIME_DIR"),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder->path());
    m_said.clear();
    process.start(PERIPHERAL_PROGRAM, QStringList{"--kiosk"} + arguments);
    // For those who are to ask it; nothing of it stands in the arguments.
    process.write(kSecret.toUtf8() + ", tell me why?\n");
}

QByteArray KioskProgramTest::errorsOfAPicture(QProcess& process, const QByteArray& settings) {
    start(process, {"--picture", m_folder->filePath("picture.png"), writeFile(settings)});
    process.waitForFinished(kVisitPatience);
    return process.readAllStandardError();
}

QString KioskProgramTest::writeFile(const QByteArray& text) const {
    const QString path = m_folder->filePath("kiosk.ini");
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    return path;
}

bool KioskProgramTest::waitForLine(QProcess& process, const QByteArray& line) {
    return QTest::qWaitFor(
        [&] {
            m_said += process.readAllStandardOutput();
            return m_said.contains(line + '\n');
        },
        kVisitPatience);
}

QStringList KioskProgramTest::filesWithTheSecret() const {
    QStringList found;
    const QByteArray utf16(reinterpret_cast<const char*>(kSecret.utf16()), kSecret.size() * 2);
    for (QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         files.hasNext();) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray all = file.readAll();
        if (all.contains(kSecret.toUtf8()) || all.contains(utf16))
            found << file.fileName();
    }
    return found;
}

void KioskProgramTest::saysEachMistakeInItsFile() {
    QProcess process;
    start(process, {writeFile("[visit]\nidle = never\nfrobnicate = 1\n[screen]\nrotation = 45\n")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    const QByteArray said = process.readAllStandardError();
    QCOMPARE(said.count('\n'), 3);
    for (const char* word : {"kiosk.ini", "idle", "frobnicate", "rotation"})
        QVERIFY2(said.contains(word), said.constData());
}

void KioskProgramTest::saysThatItsFileIsMissing() {
    QProcess process;
    start(process, {m_folder->filePath("none.ini")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.contains("none.ini") && said.count('\n') == 1, said.constData());
}

void KioskProgramTest::goesOnWithoutWhatTheDiskDoesNotGive() {
    const QString card = m_folder->filePath("card");
    QVERIFY(QDir().mkpath(card));
    QVERIFY(QFile::setPermissions(card, QFile::ReadOwner | QFile::ExeOwner));
    QProcess process;
    // Rights are root's, too.
    process.setChildProcessModifier([] { ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE); });
    const QByteArray said = errorsOfAPicture(process, "[machine]\nfolder = card\nlog = card/log\n");
    QCOMPARE(process.state(), QProcess::NotRunning);
    QVERIFY2(process.exitCode() == 0, said.constData());
    QVERIFY2(said.count("line 2: “folder” names the folder “") == 1, said.constData());
    QVERIFY2(said.count("line 3: “log” names the folder “") == 1, said.constData());
    QCOMPARE(said.count("Permission denied; "), 2);
    QVERIFY(QDir(card).isEmpty());
}

void KioskProgramTest::saysThatItsModelIsDamaged() {
    QFile model(m_folder->filePath("damaged.gguf"));
    QVERIFY(model.open(QIODevice::WriteOnly));
    model.write("This is no model.");
    model.close();
    QProcess process;
    const QByteArray said =
        errorsOfAPicture(process, "[model]\nfile = damaged.gguf\n[machine]\nlog = model.log\n");
    QCOMPARE(process.state(), QProcess::NotRunning);
    QVERIFY2(process.exitCode() == 0, said.constData());
    QVERIFY2(said.count("damaged.gguf is not used. ") == 1, said.constData());
    QFile log(m_folder->filePath("model.log"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray written = log.readAll();
    QVERIFY2(written.count("damaged.gguf is not used. ") == 1, written.constData());
}

void KioskProgramTest::startsWithoutAModelThatIsNotThere() {
    QProcess process;
    start(process, {"--trace-stream", "--send", "Why?",
                    writeFile("[model]\nfile = no/disk/plm.gguf\n[visit]\nconsent = no\n")});
    QVERIFY2(waitForLine(process, "stage Inviting"), m_said.constData());
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.contains("line 2: “file” names “"), errors.constData());
}

void KioskProgramTest::invitesInAPicture() {
    QProcess process;
    const QString picture = m_folder->filePath("invitation.png");
    start(process, {"--picture", picture});
    QVERIFY(process.waitForFinished(kVisitPatience));
    QCOMPARE(process.exitCode(), 0);
    const QImage image(picture);
    QVERIFY(image.width() >= 800 && image.height() >= 480);
}

void KioskProgramTest::leavesNothingOfAVisit() {
    QProcess process;
    const QString log = m_folder->filePath("kiosk.log");
    const QByteArray text =
        "[machine]\nfolder = " + m_folder->path().toUtf8() + "/state\nlog = " + log.toUtf8() + "\n";
    QDir(m_folder->path()).mkpath("state");
    start(process, {"--trace-stream", "--pace", "8", "--send", "-", writeFile(text)});
    QVERIFY2(waitForLine(process, "stage Chatting"), m_said.constData());
    const auto pid = static_cast<pid_t>(process.processId());
    const bool readable = geteuid() == 0;
    const QStringList secrets{kSecret};
    if (readable && !peripheral::kiosk::kIsSanitized)
        QVERIFY2(QTest::qWaitFor([&] { return !placesOf(pid, secrets).isEmpty(); }, kVisitPatience),
                 "the secret is to be there before");
    QVERIFY2(waitForLine(process, "stage Erased"), m_said.constData());
    QCOMPARE(filesWithTheSecret(), QStringList());
    if (!readable)
        QSKIP("Only root may read the memory of a kiosk, which nobody can attach to.");
    if (peripheral::kiosk::kIsSanitized)
        QSKIP("Sanitizers keep freed memory as it was.");
    QCOMPARE(placesOf(pid, secrets), QStringList());
}

void KioskProgramTest::leavesNoCoreDump() {
    QProcess process;
    start(process, {"--trace-stream", "--pace", "8", "--send", "-"});
    QVERIFY2(waitForLine(process, "stage Chatting"), m_said.constData());
    QFile limits(QString("/proc/%1/limits").arg(process.processId()));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArray all = limits.readAll();
    QVERIFY2(all.contains("Max core file size        0                    0 "), all.constData());
    ::kill(static_cast<pid_t>(process.processId()), SIGABRT); // which no sanitizer takes
    QVERIFY(process.waitForFinished(kVisitPatience));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QCOMPARE(filesWithTheSecret(), QStringList());
}

void KioskProgramTest::invitesAgainAfterAVisit() {
    QProcess process;
    start(process, {"--trace-stream", "--send", "Why?", writeFile("[visit]\nconsent = no\n")});
    QVERIFY2(waitForLine(process, "stage Inviting"), m_said.constData());
    QVERIFY(process.state() == QProcess::Running);
    QVERIFY(!m_said.contains("Consent"));
}

void KioskProgramTest::endsBySignal_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void KioskProgramTest::endsBySignal() {
    QFETCH(int, signal);
    QProcess process;
    start(process, {"--trace-stream", "--pace", "8", "--send", "-"});
    QVERIFY2(waitForLine(process, "stage Chatting"), m_said.constData());
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(kVisitPatience));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(filesWithTheSecret(), QStringList());
}

PERIPHERAL_QT_TEST(KioskProgramTest, QCoreApplication)
#include "kiosk_program_test.moc"
