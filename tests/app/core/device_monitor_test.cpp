// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The thread that reads machine and memory, on a made-up /proc and /sys.
#include "device/device_monitor.h"
#include "models/local_path.h"
#include "qt_test.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace peripheral;

class DeviceMonitorTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void readsWhileItIsWatchedOnly();
    void knowsWhoseMemoryItIsOnceTheEngineSaysSo();
    void leavesOutWhatTheSystemDoesNotTell();
    void measuresWattsBetweenReadings();

private:
    void file(const QString& name, const QByteArray& text) {
        const QString path = m_root->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    [[nodiscard]] DeviceReader::Sources sources() const {
        return {.root = systemPath(m_root->path()), .historyBytes = [] { return std::uint64_t{2048}; }};
    }
    static DeviceReading last(const QSignalSpy& spy) { return spy.last()[0].value<DeviceReading>(); }

    std::unique_ptr<QTemporaryDir> m_root;
};

void DeviceMonitorTest::init() {
    m_root = std::make_unique<QTemporaryDir>();
}

void DeviceMonitorTest::readsWhileItIsWatchedOnly() {
    file("proc/meminfo", "MemTotal: 8000 kB\nMemAvailable: 5000 kB\n");
    DeviceMonitor monitor(sources());
    QSignalSpy read(&monitor, &DeviceMonitor::read);
    QVERIFY(!read.wait(700));
    monitor.tell(&DeviceReader::setWatched, true);
    QTRY_VERIFY(read.count() >= 2);
    QCOMPARE(last(read).system.available.value_or(0), 5000U * 1024);
    QVERIFY(last(read).seconds > 0.4);
    monitor.tell(&DeviceReader::setWatched, false);
    QVERIFY(!read.wait(100) || !read.wait(700));
}

void DeviceMonitorTest::knowsWhoseMemoryItIsOnceTheEngineSaysSo() {
    file("proc/self/smaps", "10000000-20000000 r--p 00000000 fe:00 9 /m.gguf\nPss: 40 kB\nAnonymous: 0 kB\n"
                            "50000000-60000000 rw-p 00000000 00:00 0 [heap]\nPss: 12 kB\nAnonymous: 12 kB\n");
    DeviceMonitor monitor(sources());
    QSignalSpy read(&monitor, &DeviceMonitor::read);
    monitor.tell(&DeviceReader::setWatched, true);
    QVERIFY(read.wait());
    QVERIFY(!last(read).memory);
    EngineMemory engine;
    engine.regions = {{plm::MemoryPart::WeightsInFile, 0x10000000, 0x10000000}};
    monitor.tell(&DeviceReader::setEngineMemory, engine);
    QVERIFY(read.wait());
    const auto memory = last(read).memory;
    QVERIFY(memory);
    QCOMPARE(memory->of(plm::MemoryPart::WeightsInFile).fileBacked, 40U * 1024);
    QCOMPARE(memory->of(plm::MemoryPart::History).own, 2048U);
    QCOMPARE(memory->of(plm::MemoryPart::Program).own, 10U * 1024);
    monitor.tell(&DeviceReader::setEngineMemory, {.settled = false});
    QVERIFY(read.wait());
    QVERIFY2(!last(read).memory, "a model is being loaded");
}

void DeviceMonitorTest::leavesOutWhatTheSystemDoesNotTell() {
    DeviceMonitor monitor(sources());
    QSignalSpy read(&monitor, &DeviceMonitor::read);
    monitor.tell(&DeviceReader::setWatched, true);
    monitor.tell(&DeviceReader::setEngineMemory, EngineMemory());
    QTRY_VERIFY(read.count() >= 2);
    QVERIFY(!last(read).memory);
    QVERIFY(!last(read).system.pressure);
    QVERIFY(!last(read).conditions.temperature);
    QVERIFY(!last(read).watts);
}

void DeviceMonitorTest::measuresWattsBetweenReadings() {
    file("sys/class/powercap/intel-rapl:0/name", "package-0\n");
    file("sys/class/powercap/intel-rapl:0/max_energy_range_uj", "262143328850\n");
    file("sys/class/powercap/intel-rapl:0/energy_uj", "1000000\n");
    DeviceMonitor monitor(sources());
    QSignalSpy read(&monitor, &DeviceMonitor::read);
    monitor.tell(&DeviceReader::setWatched, true);
    QVERIFY(read.wait());
    QVERIFY2(!last(read).watts, "one reading of a counter says nothing");
    file("sys/class/powercap/intel-rapl:0/energy_uj", "3000000\n");
    QVERIFY(read.wait());
    const DeviceReading second = last(read);
    QVERIFY(second.watts);
    QVERIFY(qAbs(*second.watts * second.seconds - 2) < 1e-6);
}

PERIPHERAL_QT_TEST(DeviceMonitorTest, QCoreApplication)
#include "device_monitor_test.moc"
