// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bandwidth is measured once, when nobody needs the machine.
#include "chat_setup.h"
#include "device/bandwidth_probe.h"
#include "qt_test.h"

#include <QSignalSpy>
#include <QThread>

#include <atomic>

using namespace peripheral;

class BandwidthProbeTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void measuresOnceWhenSomebodyWantsToKnow();
    void givesWayToAnAnswer();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ChatSetup> m_setup;
};

void BandwidthProbeTest::init() {
    m_setup.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    plm::Recording recording;
    recording.pieces = {"An", " answer."};
    m_setup =
        std::make_unique<ChatSetup>(m_folder->path(), [recording] { return plm::makeFakeEngine(recording); });
}

void BandwidthProbeTest::measuresOnceWhenSomebodyWantsToKnow() {
    std::atomic<int> runs = 0;
    DeviceMonitor monitor({.bandwidth = [&runs](int, const std::stop_token&) -> plm::Result<double> {
        ++runs;
        return 20e9;
    }});
    BandwidthProbe probe(m_setup->engine, m_setup->model, monitor);
    QSignalSpy measured(&probe, &BandwidthProbe::measured);
    probe.setWanted(true);
    QVERIFY2(!measured.wait(2500), "a model is to be loaded first");
    QVERIFY(m_setup->start());
    QVERIFY(measured.wait());
    QCOMPARE(probe.bytesPerSecond().value_or(0), 20e9);
    probe.setWanted(false);
    probe.setWanted(true);
    QVERIFY(!measured.wait(2500));
    QCOMPARE(runs, 1);
}

void BandwidthProbeTest::givesWayToAnAnswer() {
    QVERIFY(m_setup->start());
    std::atomic<int> runs = 0;
    DeviceMonitor monitor({.bandwidth = [&runs](int, const std::stop_token& stop) -> plm::Result<double> {
        if (++runs > 1)
            return 20e9;
        while (!stop.stop_requested())
            QThread::msleep(1);
        return plm::fail(plm::ErrorKind::Cancelled, "Measuring was cancelled.");
    }});
    BandwidthProbe probe(m_setup->engine, m_setup->model, monitor);
    probe.setWanted(true);
    QTRY_COMPARE(runs, 1);
    QVERIFY(m_setup->ask("Why?"));
    QTRY_VERIFY(probe.bytesPerSecond());
    QCOMPARE(runs, 2);
}

PERIPHERAL_QT_TEST(BandwidthProbeTest, QGuiApplication)
#include "bandwidth_probe_test.moc"
