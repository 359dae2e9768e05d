// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application/options.h"
#include "models/local_path.h"
#include "qt_test.h"

#include <QDir>
#include <QTemporaryDir>

#include <filesystem>

using namespace peripheral;

class OptionsTest : public QObject {
    Q_OBJECT

private slots:
    void needsNothing();
    void readsEachOption();
    void takesAFileWithoutAnOption();
    void takesAKiosksFile();
    void refusesWhatIsWrong_data();
    void refusesWhatIsWrong();
    void keepsEveryByteOfTheCurrentFolder();
    void refusesADataFolderThatIsNoText();
    void takesTheHomeOfTheUserForARelativeOne();
    void helps();
};

void OptionsTest::needsNothing() {
    qputenv("XDG_DATA_HOME", "/data");
    const auto line = readCommandLine({"peripheral"});
    QCOMPARE(line.exitStatus, -1);
    QCOMPARE(line.options.model, QString());
    QCOMPARE(line.options.dataDir, QString("/data/peripheral"));
    QCOMPARE(line.options.pace, 0.0);
    QVERIFY(!line.options.continueLast);
}

void OptionsTest::readsEachOption() {
    const auto line =
        readCommandLine({"peripheral", "--model", "/m.gguf", "--data-dir", "data", "--fake-engine", "r.json",
                         "--pace", "12.5", "--send", "Why?", "--continue", "--trace-stream",
                         "--startup-trace", "--first-frame-exit", "--picture", "/p.png"});
    QCOMPARE(line.exitStatus, -1);
    QCOMPARE(line.options.model, QString("/m.gguf"));
    QCOMPARE(line.options.dataDir, QDir::current().filePath("data"));
    QCOMPARE(line.options.recording, QString("r.json"));
    QCOMPARE(line.options.pace, 12.5);
    QCOMPARE(line.options.question, QString("Why?"));
    QVERIFY(line.options.continueLast);
    QVERIFY(line.options.traceStream);
    QVERIFY(line.options.traceStartup);
    QVERIFY(line.options.exitAtFirstFrame);
    QCOMPARE(line.options.picture, QString("/p.png"));
}

void OptionsTest::takesAFileWithoutAnOption() {
    QCOMPARE(readCommandLine({"peripheral", "m.gguf"}).options.model, QDir::current().filePath("m.gguf"));
}

void OptionsTest::takesAKiosksFile() {
    const Options bare = readCommandLine({"peripheral", "--kiosk"}).options;
    QVERIFY(bare.kiosk);
    QCOMPARE(bare.kioskFile, QString());
    const Options named =
        readCommandLine({"peripheral", "--kiosk", "hall.ini", "--kiosk-fault", "engine-hangs"}).options;
    QCOMPARE(named.kioskFile, QDir::current().filePath("hall.ini"));
    QCOMPARE(named.model, QString());
    QCOMPARE(named.fault, QString("engine-hangs"));
    QVERIFY(!readCommandLine({"peripheral", "hall.ini"}).options.kiosk);
}

void OptionsTest::refusesWhatIsWrong_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown option") << QStringList{"--frobnicate"} << "frobnicate";
    QTest::newRow("two files") << QStringList{"a.gguf", "b.gguf"} << "b.gguf";
    QTest::newRow("file and --model") << QStringList{"--model", "a.gguf", "b.gguf"} << "b.gguf";
    QTest::newRow("no pace") << QStringList{"--pace", "fast"} << "fast";
    QTest::newRow("pace below nothing")
        << QStringList{"--pace", "-1"} << "-1: that is out of range: 0 to 1000000.";
    QTest::newRow("pace above all") << QStringList{"--pace", "1e7"} << "1e7: that is out of range";
    QTest::newRow("pace beyond numbers") << QStringList{"--pace", "1e999"} << "1e999: that is out of range";
    QTest::newRow("pace that is no number") << QStringList{"--pace", "nan"} << "not a number of tokens";
    QTest::newRow("pace that looks like a place for one")
        << QStringList{"--pace", "%2%1e9"} << "--pace %2%1e9: ";
    QTest::newRow("pace with an escape") << QStringList{"--pace", "\x1B[31m"} << "--pace \\x1B[31m: ";
    QTest::newRow("unknown option with a line's end") << QStringList{"--a\nb"} << "a\\nb";
    QTest::newRow("file with a mark of direction")
        << QStringList{"a.gguf", QString::fromUtf8("\xE2\x80\xAE.gguf")} << "\\u202E.gguf: only one";
    QTest::newRow("no value") << QStringList{"--model"} << "model";
    QTest::newRow("kiosk with two files")
        << QStringList{"--kiosk", "a.ini", "b.ini"} << "b.ini: a kiosk has one";
    QTest::newRow("kiosk with a model")
        << QStringList{"--kiosk", "--model", "a.gguf"} << "--model: that is not";
    QTest::newRow("kiosk with a folder")
        << QStringList{"--kiosk", "--data-dir", "/d"} << "--data-dir: that is not";
    QTest::newRow("unknown fault") << QStringList{"--kiosk", "--kiosk-fault", "sleeps"}
                                   << "sleeps: there are engine-hangs, interface-hangs, starts-anew.";
    QTest::newRow("fault without a kiosk") << QStringList{"--kiosk-fault", "engine-hangs"} << "no --kiosk";
    QTest::newRow("a hash with a model") << QStringList{"--hash-pin", "a.gguf"} << "--hash-pin: nothing else";
}

void OptionsTest::refusesWhatIsWrong() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto line = readCommandLine(QStringList{"peripheral"} + arguments);
    QCOMPARE(line.exitStatus, 2);
    QVERIFY2(line.output.contains(named), qPrintable(line.output));
    QCOMPARE(line.output.count('\n'), 1);
}

void OptionsTest::keepsEveryByteOfTheCurrentFolder() {
    const QTemporaryDir folder;
    const auto before = std::filesystem::current_path();
    const auto inside = systemPath(folder.path()) / "\xE4";
    std::filesystem::create_directory(inside);
    std::filesystem::current_path(inside);
    const auto line = readCommandLine({"peripheral", "m.gguf", "--data-dir", "/data"});
    std::filesystem::current_path(before);
    QCOMPARE(line.exitStatus, -1);
    QCOMPARE(systemPath(line.options.model), inside / "m.gguf");
}

void OptionsTest::refusesADataFolderThatIsNoText() {
    const auto named = readCommandLine({"peripheral", "--data-dir", pathFromBytes("/data/\xE4")});
    QCOMPARE(named.exitStatus, 1);
    QVERIFY2(named.output.contains("“/data/\\xE4”"), qPrintable(named.output));
    QVERIFY(named.output.endsWith(".\n"));
    QCOMPARE(named.output.count('\n'), 1);
    qputenv("XDG_DATA_HOME", "/data/\xFF");
    QCOMPARE(readCommandLine({"peripheral"}).exitStatus, 1);
    QCOMPARE(readCommandLine({"peripheral", "--data-dir", "/data"}).exitStatus, -1);
    qputenv("XDG_DATA_HOME", "/data");
}

void OptionsTest::takesTheHomeOfTheUserForARelativeOne() {
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", "here/below");
    qputenv("XDG_DATA_HOME", "there");
    ignoreRelativeFolders();
    QVERIFY(!qEnvironmentVariableIsSet("XDG_DATA_HOME"));
    QVERIFY2(qgetenv("HOME").startsWith('/'), qgetenv("HOME").constData());
    QCOMPARE(readCommandLine({"peripheral"}).options.dataDir,
             QString::fromUtf8(qgetenv("HOME")) + "/.local/share/peripheral");
    qputenv("HOME", "/home/of/somebody");
    ignoreRelativeFolders();
    QCOMPARE(qgetenv("HOME"), QByteArray("/home/of/somebody"));
    qputenv("HOME", before);
}

void OptionsTest::helps() {
    const auto help = readCommandLine({"peripheral", "--help"});
    QCOMPARE(help.exitStatus, 0);
    for (const char* part :
         {"--model", "--hash-pin", "--data-dir", "--fake-engine", "For tests:", "--pace", "--continue"})
        QVERIFY2(help.output.contains(part), part);
    QCOMPARE(readCommandLine({"peripheral", "--version"}).exitStatus, 0);
}

PERIPHERAL_QT_TEST(OptionsTest, QCoreApplication)
#include "options_test.moc"
