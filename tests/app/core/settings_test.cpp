// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qt_test.h"
#include "settings/settings.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using peripheral::Settings;

class SettingsTest : public QObject {
    Q_OBJECT

private slots:
    void hasDefaults();
    void remembers();
    void saysWhatChanged();
    void keepsWithinLimits();
    void takesADamagedFile();
    void readsWhatOtherSystemsWrite_data();
    void readsWhatOtherSystemsWrite();
    void readsWhatQSettingsWrote();
    void keepsWhatPeopleWroteBesideIt();
    void writesAMomentLater();
    void writesNothingWhileAnotherProcessMay();
    void saysThatItCannotBeWritten();
    void writesThroughALink();

private:
    void write(const QByteArray& text) const;
    [[nodiscard]] QByteArray text() const;
    [[nodiscard]] QString file() const { return m_folder.filePath("settings.ini"); }
    QTemporaryDir m_folder;
};

void SettingsTest::hasDefaults() {
    const Settings settings(m_folder.filePath("none.ini"));
    QCOMPARE(settings.sidebarOpen(), true);
    QCOMPARE(settings.panelOpen(), false);
    QCOMPARE(settings.foldedSections(), QStringList());
    QCOMPARE(settings.textScale(), 1.0);
    QCOMPARE(settings.scheme(), Settings::System);
    QCOMPARE(settings.modelPath(), QString());
    QCOMPARE(settings.cacheBudget(), qint64{1} << 30);
    QCOMPARE(settings.weightsBudget(), qint64{4} << 30);
    QVERIFY(settings.temperature() > 0);
}

void SettingsTest::remembers() {
    {
        Settings settings(file());
        settings.setSidebarOpen(false);
        settings.setPanelOpen(true);
        settings.setFoldedSections({"memory", "speed"});
        settings.setTextScale(1.5);
        settings.setScheme(Settings::HighContrast);
        settings.setWindowWidth(900);
        settings.setWindowHeight(700);
        settings.setReducedMotion(true);
        settings.setTemperature(0.25);
        settings.setSystemPrompt("Be brief.\nAnd kind; always, “always”.");
        settings.setModelPath("/tmp/ä b.gguf");
    }
    const Settings settings(file());
    QCOMPARE(settings.sidebarOpen(), false);
    QCOMPARE(settings.panelOpen(), true);
    QCOMPARE(settings.foldedSections(), (QStringList{"memory", "speed"}));
    QCOMPARE(settings.textScale(), 1.5);
    QCOMPARE(settings.scheme(), Settings::HighContrast);
    QCOMPARE(settings.windowWidth(), 900);
    QCOMPARE(settings.windowHeight(), 700);
    QCOMPARE(settings.reducedMotion(), true);
    QCOMPARE(settings.temperature(), 0.25);
    QCOMPARE(settings.systemPrompt(), QString("Be brief.\nAnd kind; always, “always”."));
    QCOMPARE(settings.modelPath(), QString("/tmp/ä b.gguf"));
}

void SettingsTest::saysWhatChanged() {
    Settings settings(m_folder.filePath("changes.ini"));
    QSignalSpy changed(&settings, &Settings::textScaleChanged);
    settings.setTextScale(1.25);
    settings.setTextScale(1.25);
    QCOMPARE(changed.size(), 1);
}

void SettingsTest::keepsWithinLimits() {
    Settings settings(m_folder.filePath("limits.ini"));
    settings.setTextScale(9);
    QCOMPARE(settings.textScale(), 2.0);
    settings.setTemperature(-1);
    QCOMPARE(settings.temperature(), 0.0);
    settings.setWindowWidth(1);
    QCOMPARE(settings.windowWidth(), 200);
}

void SettingsTest::takesADamagedFile() {
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("[look]\ntext-scale=large\nscheme=77\n[window]\nwidth=nan\nheight=1e300\n[answers]"
                  "\ntemperature=inf\n\x01\xff");
    damaged.close();
    const Settings settings(file());
    QCOMPARE(settings.textScale(), 1.0);
    QCOMPARE(settings.scheme(), Settings::HighContrast);
    QCOMPARE(settings.windowWidth(), 1200);
    QCOMPARE(settings.windowHeight(), 16384);
    QVERIFY(settings.temperature() <= 2);
}

void SettingsTest::write(const QByteArray& text) const {
    QFile written(file());
    QVERIFY(written.open(QIODevice::WriteOnly));
    written.write(text);
}

QByteArray SettingsTest::text() const {
    QFile read(file());
    return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
}

void SettingsTest::readsWhatOtherSystemsWrite_data() {
    QTest::addColumn<QByteArray>("text");
    const QByteArray text = "[answers]\nsystem-prompt=Be brief, please\ntemperature=0.25\n\n[window]\n"
                            "width=900\nsidebar=false\n";
    QTest::newRow("as it is") << text;
    QTest::newRow("CRLF") << QByteArray(text).replace("\n", "\r\n");
    QTest::newRow("byte order mark") << "\xef\xbb\xbf" + text;
    QTest::newRow("both") << "\xef\xbb\xbf" + QByteArray(text).replace("\n", "\r\n");
    QTest::newRow("no end of line") << text.chopped(1);
    QTest::newRow("blanks and comments")
        << QByteArray("; mine\n# too\n [ answers ] \n\tsystem-prompt =  Be brief, please ; kindly\n"
                      "temperature = 0.25\n[window]\nwidth = 900\nsidebar = FALSE\n");
    QTest::newRow("a section twice") << QByteArray(
        "[window]\nwidth=1\n[answers]\nsystem-prompt=\"Be brief, please\"\ntemperature=0.25\n"
        "[window]\nsidebar=0\nwidth=900");
}

void SettingsTest::readsWhatOtherSystemsWrite() {
    QFETCH(QByteArray, text);
    write(text);
    const Settings settings(file());
    QCOMPARE(settings.systemPrompt(), QString("Be brief, please"));
    QCOMPARE(settings.temperature(), 0.25);
    QCOMPARE(settings.windowWidth(), 900);
    QCOMPARE(settings.sidebarOpen(), false);
}

void SettingsTest::readsWhatQSettingsWrote() {
    QFile::remove(file());
    const QString prompt = "\tBe brief.\nAnd kind; always, “always” = \"yes\" \\ \x01"
                           "0 @ ";
    {
        QSettings old(file(), QSettings::IniFormat);
        old.setValue("answers/system-prompt", prompt);
        old.setValue("window/sidebar", false);
        old.setValue("look/text-scale", 1.5);
        old.setValue("model/path", "@home/ä.gguf");
    }
    {
        Settings settings(file());
        QCOMPARE(settings.systemPrompt(), prompt);
        QCOMPARE(settings.sidebarOpen(), false);
        QCOMPARE(settings.textScale(), 1.5);
        QCOMPARE(settings.modelPath(), QString("@home/ä.gguf"));
        // QSettings would take a file of the same length and time for the one it has read.
        settings.setModelPath("@@/2 ; longer.gguf");
    }
    const QSettings again(file(), QSettings::IniFormat); // and so does an older version what this one wrote
    QCOMPARE(again.value("answers/system-prompt").toString(), prompt);
    QCOMPARE(again.value("model/path").toString(), QString("@@/2 ; longer.gguf"));
}

void SettingsTest::keepsWhatPeopleWroteBesideIt() {
    write("; my settings\r\n[window]\r\nwidth=900\r\n\r\n[mine]\r\nnote = a;b\r\n");
    {
        Settings settings(file());
        settings.setWindowWidth(700);
        settings.setWindowHeight(600);
        settings.setReducedMotion(true);
    }
    QCOMPARE(text(),
             QByteArray("; my settings\n[window]\nwidth=700\nheight=600\n\n[mine]\nnote = a;b\n\n[look]\n"
                        "reduced-motion=true\n"));
}

void SettingsTest::writesAMomentLater() {
    QFile::remove(file());
    Settings settings(file());
    for (int width = 300; width < 400; ++width)
        settings.setWindowWidth(width);
    QVERIFY(!QFile::exists(file())); // one writing for all steps
    QTRY_COMPARE(text(), QByteArray("[window]\nwidth=399\n"));
}

void SettingsTest::writesNothingWhileAnotherProcessMay() {
    write("[window]\nwidth=900\n");
    Settings settings(file());
    settings.setSaving(false);
    settings.setWindowHeight(600);
    QCOMPARE(settings.windowHeight(), 600);
    QTest::qWait(700);
    QCOMPARE(text(), QByteArray("[window]\nwidth=900\n"));
    write("[window]\nwidth=1000\nheight=500\n"); // by the other process
    settings.setSaving(true);
    QCOMPARE(settings.windowWidth(), 1000);
    QCOMPARE(settings.windowHeight(), 600); // chosen here
    QCOMPARE(text(), QByteArray("[window]\nwidth=1000\nheight=600\n"));
}

void SettingsTest::saysThatItCannotBeWritten() {
    const QString nowhere = m_folder.filePath("none/\x1B/settings.ini");
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(R"(settings cannot be written to “.*none/\\x1B/settings.ini”)"));
    QTest::failOnWarning(QRegularExpression(".*")); // any but the one above
    Settings settings(nowhere);
    settings.setWindowWidth(700);
    QTest::qWait(700);
    QCOMPARE(settings.windowWidth(), 700);
    settings.setWindowWidth(800); // said once
}

void SettingsTest::writesThroughALink() {
    write("[window]\nwidth=900\n");
    const QString link = m_folder.filePath("link.ini");
    QVERIFY(QFile::link(file(), link));
    {
        Settings settings(link);
        settings.setWindowWidth(700);
    }
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(text(), QByteArray("[window]\nwidth=700\n"));
}

PERIPHERAL_QT_TEST(SettingsTest, QCoreApplication)
#include "settings_test.moc"
