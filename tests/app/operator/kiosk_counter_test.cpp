// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "timed_kiosk.h"
#include "visit/kiosk_counter.h"

#include <QFile>
#include <QGuiApplication>

using namespace peripheral;

/// Visits and answers are counted, and kept; not a word of them is.
class KioskCounterTest : public QObject {
    Q_OBJECT
private slots:
    void countsVisitsAndAnswers();
    void keepsCountsAndNothingElse();
    void keepsCountsWhereNothingEnds();
    void tellsWhatCannotBeKept();
};

namespace {

/// What the file holds; nothing where it cannot be read.
std::optional<kiosk::Counts> countsIn(const QString& file) {
    QFile kept(file);
    if (!kept.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto read = kiosk::parseCounts(kept.readAll().toStdString());
    return read ? std::optional(*read) : std::nullopt;
}

} // namespace

void KioskCounterTest::countsVisitsAndAnswers() {
    TimedKiosk setup;
    QVERIFY(setup.start());
    const KioskCounter counter(setup.kiosk, kiosk::Statistics({}, {}), {});
    QCOMPARE(counter.counts().visits, std::uint64_t{0});
    setup.receive();
    QCOMPARE(counter.counts().visits, std::uint64_t{1});
    QTRY_COMPARE(setup.kiosk.obstacle(), Kiosk::None);
    setup.kiosk.ask("How many?");
    QTRY_COMPARE(counter.counts().answers, std::uint64_t{1});
    QCOMPARE(counter.counts().tokens, static_cast<std::uint64_t>(setup.told->pieces.size()));
    emit setup.kiosk.visitErased(false);
    QCOMPARE(counter.counts().failedErasures, std::uint64_t{1});
}

void KioskCounterTest::keepsCountsAndNothingElse() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("statistics");
    TimedKiosk setup;
    setup.told->pieces = {"planted ", "answer"};
    QVERIFY(setup.start());
    {
        KioskCounter counter(setup.kiosk, kiosk::Statistics(file.toStdString(), {}), {});
        counter.noteDegrees(55.5);
        setup.receive();
        QTRY_COMPARE(setup.kiosk.obstacle(), Kiosk::None);
        setup.kiosk.ask("planted question");
        QTRY_COMPARE(counter.counts().answers, std::uint64_t{1});
    }
    QFile kept(file);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    const QByteArray text = kept.readAll();
    QVERIFY(!text.contains("planted"));
    const auto read = countsIn(file);
    QVERIFY(read.has_value());
    QCOMPARE(read->visits, std::uint64_t{1});
    QCOMPARE(read->answers, std::uint64_t{1});
    QCOMPARE(read->hottest, std::optional<double>(55.5));
}

void KioskCounterTest::keepsCountsWhereNothingEnds() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("statistics");
    TimedKiosk setup;
    QVERIFY(setup.start());
    const KioskCounter counter(setup.kiosk, kiosk::Statistics(file.toStdString(), {}), {});
    setup.receive();
    emit setup.kiosk.erasureFailed();
    const auto read = countsIn(file); // while the counter is still there
    QVERIFY(read.has_value());
    QCOMPARE(read->visits, std::uint64_t{1});
    QCOMPARE(read->failedErasures, std::uint64_t{1});
}

void KioskCounterTest::tellsWhatCannotBeKept() {
    TimedKiosk setup;
    std::string told;
    {
        KioskCounter counter(setup.kiosk, kiosk::Statistics("/nowhere/at/all", {}),
                             [&](const std::string& s) { told += s; });
    }
    QVERIFY(!told.empty());
}

PERIPHERAL_QT_TEST(KioskCounterTest, QGuiApplication)
#include "kiosk_counter_test.moc"
