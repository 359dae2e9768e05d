// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart.h"
#include "window_case.h"
#include "written_numbers.h"

#include <QSignalSpy>

using namespace peripheral;

/// The device panel: each section shows what the objects behind it say, and nothing of it costs anything
/// while it is closed.
class DevicePanelTest : public WindowCase {
    Q_OBJECT
private slots:
    void nothingIsReadWhileItIsClosed();
    void minimisedWindowsAreNotRead();
    void saysWhatIsNotMeasured();
    void memoryIsWhatWasRead();
    void memoryChartHoldsItsNumbers();
    void heatStripHoldsEachStep();
    void linesHoldTheirPoints();
    void sparsityIsWhatWasCounted();
    void cacheIsSetBesideExpandedKeys();
    void speedIsSetBesideTheMachines();
    void conditionsAreWhatWasRead();
    void tellsHowFarAnAnswerIs();
    void sectionsFoldAndStaySo();

private:
    void openPanel();
    /// An answer of so many tokens by the sample machine.
    void tell(int tokens);
    [[nodiscard]] DeviceReadings& readings() const { return window().readings(); }
    [[nodiscard]] AnswerTelemetry& telemetry() const { return window().telemetry(); }
    [[nodiscard]] QList<Chart> charts() const;
};

namespace {

const QString kUnmeasured = "not measured";

} // namespace

void DevicePanelTest::openPanel() {
    settings().setPanelOpen(true);
    QTRY_VERIFY(shows("devicePanel") && readings().memoryTotal() > 0 && readings().bandwidth().isValid());
}

void DevicePanelTest::tell(int tokens) {
    emit window().engine().readingsArrived(sampleReadings(1000, 0, tokens));
    QTRY_COMPARE(telemetry().latest().tokens, tokens);
    QSignalSpy told(&telemetry(), &AnswerTelemetry::changed);
    QVERIFY(told.wait());
}

QList<Chart> DevicePanelTest::charts() const {
    QList<Chart> charts;
    for (const QQuickItem* one : visibleItems(item("devicePanel"))) {
        if (one->objectName() == "chartView")
            charts += one->property("chart").value<Chart>();
    }
    return charts;
}

void DevicePanelTest::nothingIsReadWhileItIsClosed() {
    QVERIFY(!readings().watching());
    QVERIFY(window().window().findChild<QObject*>("liveSections") == nullptr);
    QSignalSpy read(&readings(), &DeviceReadings::readAgain);
    ask("What is hot?");
    QTest::qWait(700); // it is read twice a second
    QCOMPARE(read.count(), 0);
    QVERIFY(!telemetry().known());
    openPanel();
    QVERIFY(readings().watching());
    QTRY_VERIFY(read.count() > 0);
    key(Qt::Key_F9);
    QTRY_VERIFY(!readings().watching());
    QTest::qWait(50); // what was read just now has come
    read.clear();
    QTest::qWait(700);
    QCOMPARE(read.count(), 0);
}

void DevicePanelTest::minimisedWindowsAreNotRead() {
    openPanel();
    window().window().showMinimized();
    QTRY_VERIFY(!readings().watching());
    window().window().showNormal();
    QTRY_VERIFY(readings().watching());
    window().resize(800, 480); // the page takes the panel's place
    key(Qt::Key_F9);
    QTRY_VERIFY(shows("devicePage"));
    QVERIFY(readings().watching());
    key(Qt::Key_F9);
    QTRY_VERIFY(!readings().watching());
}

void DevicePanelTest::saysWhatIsNotMeasured() {
    openPanel();
    QCOMPARE(textOf("deviceModel"), window().model().name() + " on " + window().model().executor());
    QCOMPARE(textOf("panelProgress"), "Sparsity and speed come with an answer: ask something.");
    for (const char* figure : {"skippedShare", "readingSpeed", "firstToken", "bandwidth", "joules"})
        QCOMPARE(textOf(figure), kUnmeasured);
    QVERIFY(!item("startReplay")->isEnabled());
    QCOMPARE(textOf("replayState"), "Ask something first.");
}

void DevicePanelTest::memoryIsWhatWasRead() {
    openPanel();
    QCOMPARE(textOf("memoryTotal"), writtenBytes(readings().memoryTotal()));
    QCOMPARE(textOf("memoryAvailable"), writtenBytes(readings().available().toDouble()));
    QVERIFY(textOf("memoryPressure").contains(writtenPercent(readings().pressureSome().toDouble())));
    const double swapped = readings().swapTotal().toDouble() - readings().swapFree().toDouble();
    QCOMPARE(textOf("swapUsed"),
             writtenBytes(swapped) + " of " + writtenBytes(readings().swapTotal().toDouble()));
}

void DevicePanelTest::memoryChartHoldsItsNumbers() {
    openPanel();
    QCOMPARE(charts().size(), 1); // the others wait for an answer
    const ChartTable memory = charts().front().table();
    const double expanded = readings().expandedBytesPerToken() * readings().cacheTokens();
    double sum = 0;
    for (const ChartTable::Row& row : memory.rows)
        sum += std::get<double>(row[2]) + (row[3].index() == 1 ? std::get<double>(row[3]) : 0);
    QCOMPARE(sum, readings().memoryTotal() + expanded);
}

void DevicePanelTest::heatStripHoldsEachStep() {
    openPanel();
    tell(60);
    const ChartTable heat = charts().at(1).samples();
    QCOMPARE(static_cast<int>(heat.rows.size()), telemetry().heatColumns());
    for (std::size_t column = 0; column < heat.rows.size(); ++column) {
        const QVariantList shares = telemetry().heatColumn(static_cast<int>(column));
        for (qsizetype layer = 0; layer < shares.size(); ++layer)
            QCOMPARE(std::get<double>(heat.rows[column].at(static_cast<std::size_t>(layer) + 1)),
                     shares.at(layer).toDouble());
    }
}

void DevicePanelTest::linesHoldTheirPoints() {
    openPanel();
    tell(60);
    const ChartTable spread = charts().at(2).table();
    const QVariantList layers = telemetry().layers();
    QCOMPARE(static_cast<qsizetype>(spread.rows.size()), layers.size());
    for (qsizetype layer = 0; layer < layers.size(); ++layer)
        QCOMPARE(std::get<double>(spread.rows.at(static_cast<std::size_t>(layer))[2]),
                 layers.at(layer).value<LayerSpread>().median);
    const ChartTable speed = charts().at(3).table();
    QCOMPARE(static_cast<qsizetype>(speed.rows.size()), telemetry().speed().size());
    QCOMPARE(std::get<double>(speed.rows.back()[2]), telemetry().speed().back().toPointF().y());
}

void DevicePanelTest::sparsityIsWhatWasCounted() {
    openPanel();
    tell(60);
    QCOMPARE(textOf("activeShare"), writtenPercent(telemetry().activeShare().toDouble()));
    QCOMPARE(textOf("skippedShare"), writtenPercent(telemetry().skippedShare().toDouble()));
    const plm::Counters& cost = telemetry().latest().writing;
    const auto skipped = static_cast<double>(cost.skippedBytes);
    QCOMPARE(telemetry().skippedShare().toDouble(),
             skipped / (skipped + static_cast<double>(cost.weightBytesOf(plm::Part::Down))));
    QCOMPARE(textOf("wordNeed"),
             QString("This word needed %1 of %2.")
                 .arg(writtenBytes(telemetry().lastBytes()), writtenBytes(telemetry().lastDenseBytes())));
}

void DevicePanelTest::cacheIsSetBesideExpandedKeys() {
    ask("What is hot?");
    openPanel();
    QTRY_VERIFY(readings().cacheTokens() > 0);
    const double latent = readings().cacheBytesPerToken();
    const double expanded = readings().expandedBytesPerToken();
    QTRY_COMPARE(textOf("cacheToken"), writtenBytes(latent));
    QCOMPARE(textOf("cacheFactor"), writtenDecimal(expanded / latent, 1) + " times");
    QCOMPARE(textOf("cacheUsed"), writtenBytes(latent * readings().cacheTokens()));
    QCOMPARE(textOf("cacheExpanded"), writtenBytes(expanded * readings().cacheTokens()));
    QTRY_COMPARE(textOf("contextUsed"),
                 QString("%1 of 4,096 tokens").arg(QLocale().toString(chat().contextUsed())));
}

void DevicePanelTest::speedIsSetBesideTheMachines() {
    openPanel();
    tell(60);
    QCOMPARE(textOf("writingSpeed"), writtenDecimal(chat().tokensPerSecond(), 1));
    QCOMPARE(textOf("readingSpeed"), writtenDecimal(telemetry().promptTokensPerSecond(), 0));
    QCOMPARE(textOf("firstToken"), writtenDecimal(telemetry().firstTokenSeconds(), 2) + " s");
    QCOMPARE(textOf("bandwidth"), QString("%1 of %2 a second")
                                      .arg(writtenBytes(telemetry().bytesPerSecond()),
                                           writtenBytes(readings().bandwidth().toDouble())));
}

void DevicePanelTest::conditionsAreWhatWasRead() {
    openPanel();
    QCOMPARE(textOf("clock"), writtenDecimal(readings().megahertz().toDouble() / 1000, 2) + " GHz");
    QCOMPARE(textOf("temperature"), writtenDecimal(readings().temperature().toDouble(), 0) + " °C");
    QCOMPARE(textOf("governor"), readings().governor().toString());
    QCOMPARE(textOf("watts"), writtenDecimal(readings().watts().toDouble(), 1) + " W");
    QCOMPARE(textOf("throttled"), kUnmeasured);
}

void DevicePanelTest::tellsHowFarAnAnswerIs() {
    openPanel();
    script().hold = Script::Hold::WhileReading;
    ask("What is hot?");
    QTRY_COMPARE(textOf("panelProgress"), "Reading: 412 of 1,024 tokens.");
    QCOMPARE(textOf("replayState"), "An answer is being written.");
    chat().stop();
    QTRY_VERIFY(!chat().busy());
    script().hold = Script::Hold::AtTheEnd;
    ask("What is hot?");
    QTRY_COMPARE(textOf("panelProgress"), "Writing an answer.");
    chat().stop();
    QTRY_COMPARE(textOf("panelProgress"), "Sparsity and speed are those of the last answer.");
}

void DevicePanelTest::sectionsFoldAndStaySo() {
    openPanel();
    QVERIFY(shows("memoryTotal"));
    item("memoryFold")->forceActiveFocus();
    key(Qt::Key_Space);
    QTRY_VERIFY(!shows("memoryTotal"));
    QVERIFY(item("memoryFold")->hasActiveFocus());
    QCOMPARE(settings().foldedSections(), QStringList{"memory"});
    key(Qt::Key_F9);
    QTRY_VERIFY(!shows("devicePanel"));
    openPanel();
    QVERIFY(!shows("memoryTotal"));
    item("memoryFold")->forceActiveFocus();
    key(Qt::Key_Space);
    QTRY_VERIFY(shows("memoryTotal"));
    QVERIFY(settings().foldedSections().isEmpty());
}

PERIPHERAL_QT_TEST(DevicePanelTest, TestApplication)
#include "device_panel_test.moc"
