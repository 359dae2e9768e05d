// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/settings.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using peripheral::Settings;

class SettingsTest : public QObject {
    Q_OBJECT

private slots:
    void hasDefaults();
    void remembers();
    void saysWhatChanged();
    void keepsWithinLimits();
    void takesADamagedFile();

private:
    [[nodiscard]] QString file() const { return m_folder.filePath("settings.ini"); }
    QTemporaryDir m_folder;
};

void SettingsTest::hasDefaults() {
    const Settings settings(m_folder.filePath("none.ini"));
    QCOMPARE(settings.sidebarOpen(), true);
    QCOMPARE(settings.panelOpen(), false);
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

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
