// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program as the process that measures.
#include "profiling/measuring_process.h"
#include "qt_test.h"

#include <plm/profile_file.h>

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>

using namespace peripheral;

class MeasuringTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void measuresWithoutADataFolder();
    void goesOnWhereItStoodStill();
    void endsWhenItIsAsked();
    void endsWithItsParent_data();
    void endsWithItsParent();
    void saysWhatIsWrongWithAModel();
    void wantsItsArguments();

private:
    [[nodiscard]] QStringList arguments(const QString& sustained = "0") const {
        return {"--measure", "run", "quick", "5", sustained, "0", PERIPHERAL_BUILT_IN_MODEL};
    }
    [[nodiscard]] QString folder() const { return m_folder->path(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr int kPatience = 60'000; // milliseconds; beside other tests it may take a while

/// Whether there is such a process, other than one whose end nobody has asked for yet.
bool lives(const QByteArray& pid) {
    QFile status("/proc/" + pid + "/stat");
    if (!status.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = status.readAll();
    return line.mid(line.lastIndexOf(')') + 2, 1) != "Z";
}

} // namespace

void MeasuringTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char* variable : {"XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(variable, folder().toUtf8());
}

void MeasuringTest::measuresWithoutADataFolder() {
    MeasuringProcess process(PERIPHERAL_PROGRAM, arguments());
    QSignalSpy estimated(&process, &MeasuringProcess::estimated);
    QSignalSpy progressed(&process, &MeasuringProcess::progressed);
    QSignalSpy ended(&process, &MeasuringProcess::ended);
    QVERIFY(ended.wait(kPatience));
    QCOMPARE(ended[0][1].toString(), QString());
    const auto profile = plm::profileFromJson(ended[0][0].toString().toStdString(), "measured");
    QVERIFY2(profile, profile ? "" : profile.error().message.c_str());
    QVERIFY(profile->origin == plm::ProfileOrigin::Measured && profile->model && profile->memory);
    QVERIFY(!profile->tests.empty());
    for (const plm::ProfiledTest& one : profile->tests)
        QCOMPARE(one.seconds.size(), std::size_t{5});
    QVERIFY(estimated.size() == 1 && progressed.size() > 5);
    QVERIFY(QDir(folder()).isEmpty());
    QVERIFY(!ended[0][0].toString().contains("/"));
}

void MeasuringTest::goesOnWhereItStoodStill() {
    MeasuringProcess process(PERIPHERAL_PROGRAM, arguments());
    QSignalSpy ended(&process, &MeasuringProcess::ended);
    int stops = 0;
    connect(&process, &MeasuringProcess::progressed, this, [&](const plm::BenchProgress& now) {
        if (now.step != plm::BenchProgress::Step::Testing || stops == 3)
            return;
        ++stops;
        process.setStandingStill(true);
        QTest::qWait(20);
        process.setStandingStill(false);
    });
    QVERIFY(ended.wait(kPatience));
    QCOMPARE(stops, 3);
    const auto profile = plm::profileFromJson(ended[0][0].toString().toStdString(), "measured");
    QVERIFY2(profile, qPrintable(ended[0][1].toString()));
    for (const plm::ProfiledTest& one : profile->tests)
        QCOMPARE(one.seconds.size(), std::size_t{5});
}

void MeasuringTest::endsWhenItIsAsked() {
    MeasuringProcess process(PERIPHERAL_PROGRAM, arguments("600"));
    QSignalSpy ended(&process, &MeasuringProcess::ended);
    QSignalSpy progressed(&process, &MeasuringProcess::progressed);
    QVERIFY(progressed.wait(kPatience));
    process.setStandingStill(true);
    process.cancel();
    QVERIFY(ended.wait(kPatience));
    QCOMPARE(ended[0][0].toString(), QString());
    QVERIFY(!ended[0][1].toString().isEmpty());
}

void MeasuringTest::endsWithItsParent_data() {
    QTest::addColumn<bool>("standingStill");
    QTest::newRow("at work") << false;
    QTest::newRow("standing still") << true;
}

void MeasuringTest::endsWithItsParent() {
    QFETCH(bool, standingStill);
    const QString command = QStringLiteral("'%1' %2 > '%3/said' & echo $! > '%3/pid'; wait")
                                .arg(PERIPHERAL_PROGRAM, arguments("600").join(' '), folder());
    QProcess parent;
    parent.start("/bin/sh", {"-c", command});
    QFile said(folder() + "/said");
    QTRY_VERIFY_WITH_TIMEOUT(said.size() > 0, kPatience);
    QFile file(folder() + "/pid");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pid = file.readAll().trimmed();
    QVERIFY(lives(pid));
    if (standingStill)
        ::kill(pid.toInt(), SIGSTOP);
    parent.kill();
    QVERIFY(parent.waitForFinished());
    QTRY_VERIFY_WITH_TIMEOUT(!lives(pid), kPatience);
}

void MeasuringTest::saysWhatIsWrongWithAModel() {
    QFile file(folder() + "/a model%.gguf");
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no model") == 8);
    file.close();
    QStringList words = arguments();
    words.last() = QString::fromLatin1(file.fileName().toUtf8().toPercentEncoding("/"));
    MeasuringProcess process(PERIPHERAL_PROGRAM, words);
    QSignalSpy ended(&process, &MeasuringProcess::ended);
    QVERIFY(ended.wait(kPatience));
    QVERIFY2(ended[0][1].toString().contains("a model%.gguf"), qPrintable(ended[0][1].toString()));
}

void MeasuringTest::wantsItsArguments() {
    QProcess process;
    process.start(PERIPHERAL_PROGRAM, {"--measure", "nothing"});
    QVERIFY(process.waitForFinished(kPatience));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardOutput().isEmpty() && !process.readAllStandardError().isEmpty());
}

PERIPHERAL_QT_TEST(MeasuringTest, QCoreApplication)
#include "measuring_test.moc"
