// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtin/builtin_model.h"
#include "charts/chart.h"
#include "models/local_path.h"
#include "window_case.h"

#include <plm/engine.h>

#include <QLocale>
#include <QSignalSpy>

#include <cmath>

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
    void chartsHoldTheirNumbers();
    void sparsityIsWhatWasCounted();
    void cacheIsSetBesideExpandedKeys();
    void speedIsSetBesideTheMachines();
    void conditionsAreWhatWasRead();
    void tellsHowFarAnAnswerIs();
    void anAnswerIsWrittenTwiceMore();
    void aReplayCanBeCancelled();
    void sectionsFoldAndStaySo();
    void builtInModelSkipsHalfOfFfnDown();

private:
    void openPanel();
    /// An answer of so many tokens by the sample machine.
    void tell(int tokens);
    [[nodiscard]] DeviceReadings& readings() const { return window().readings(); }
    [[nodiscard]] AnswerTelemetry& telemetry() const { return window().telemetry(); }
    [[nodiscard]] AnswerReplay& replay() const { return window().replay(); }
    [[nodiscard]] QList<Chart> charts() const;
};

namespace {

const QString kUnmeasured = "not measured";

QString bytes(double size) {
    return QLocale().formattedDataSize(static_cast<qint64>(size), 1, QLocale::DataSizeSIFormat);
}

QString percent(double share) {
    return QString("%1 %").arg(std::lround(share * 100));
}

QString decimal(double number, int digits) {
    return QLocale().toString(number, 'f', digits);
}

} // namespace

void DevicePanelTest::openPanel() {
    settings().setPanelOpen(true);
    QTRY_VERIFY(shows("devicePanel") && readings().memoryTotal() > 0 && readings().bandwidth().isValid());
}

void DevicePanelTest::tell(int tokens) {
    emit window().engine().readingsArrived(sampleReadings(1000, 0, tokens));
    QTRY_COMPARE(telemetry().tokens(), tokens);
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
    QCOMPARE(textOf("panelProgress"), "Nothing is measured yet: ask something.");
    for (const char* figure : {"skippedShare", "readingSpeed", "firstToken", "bandwidth", "joules"})
        QCOMPARE(textOf(figure), kUnmeasured);
    QVERIFY(!item("startReplay")->isEnabled());
    QCOMPARE(textOf("replayState"), "Ask something first.");
}

void DevicePanelTest::memoryIsWhatWasRead() {
    openPanel();
    QCOMPARE(textOf("memoryTotal"), bytes(readings().memoryTotal()));
    QCOMPARE(textOf("memoryAvailable"), bytes(readings().available().toDouble()));
    QVERIFY(textOf("memoryPressure").contains(percent(readings().pressureSome().toDouble())));
    const double swapped = readings().swapTotal().toDouble() - readings().swapFree().toDouble();
    QCOMPARE(textOf("swapUsed"), bytes(swapped) + " of " + bytes(readings().swapTotal().toDouble()));
}

void DevicePanelTest::chartsHoldTheirNumbers() {
    openPanel();
    tell(60);
    const QList<Chart> all = charts();
    QCOMPARE(all.size(), 5);
    const ChartTable memory = all.at(0).table();
    double sum = 0;
    for (std::size_t row = 0; row + 1 < memory.rows.size();
         ++row) { // the last one is what it is compared with
        sum += std::get<double>(memory.rows[row][2]) + std::get<double>(memory.rows[row][3]);
    }
    QCOMPARE(sum, readings().memoryTotal());
    QCOMPARE(std::get<double>(memory.rows.back()[2]),
             readings().expandedBytesPerToken() * readings().cacheTokens());
    const ChartTable heat = all.at(1).samples();
    QCOMPARE(static_cast<int>(heat.rows.size()), telemetry().heatColumns());
    for (const int column : {0, 30, 59}) {
        const QVariantList shares = telemetry().heatColumn(column);
        for (int layer = 0; layer < shares.size(); ++layer)
            QCOMPARE(
                std::get<double>(
                    heat.rows.at(static_cast<std::size_t>(column)).at(static_cast<std::size_t>(layer) + 1)),
                shares.at(layer).toDouble());
    }
    const ChartTable spread = all.at(2).table();
    const QVariantList layers = telemetry().layers();
    QCOMPARE(static_cast<qsizetype>(spread.rows.size()), layers.size());
    for (qsizetype layer = 0; layer < layers.size(); ++layer)
        QCOMPARE(std::get<double>(spread.rows.at(static_cast<std::size_t>(layer))[2]),
                 layers.at(layer).value<LayerSpread>().median);
    const ChartTable speed = all.at(3).table();
    QCOMPARE(static_cast<qsizetype>(speed.rows.size()), telemetry().speed().size());
    QCOMPARE(std::get<double>(speed.rows.back()[2]), telemetry().speed().back().toPointF().y());
}

void DevicePanelTest::sparsityIsWhatWasCounted() {
    openPanel();
    tell(60);
    QCOMPARE(textOf("activeShare"), percent(telemetry().activeShare().toDouble()));
    QCOMPARE(textOf("skippedShare"), percent(telemetry().skippedShare().toDouble()));
    const plm::Counters& cost = telemetry().latest().writing;
    const auto skipped = static_cast<double>(cost.skippedBytes);
    QCOMPARE(telemetry().skippedShare().toDouble(),
             skipped / (skipped + static_cast<double>(cost.weightBytesOf(plm::Part::Down))));
    QCOMPARE(textOf("wordNeed"),
             QString("This word needed %1 of %2.")
                 .arg(bytes(telemetry().lastBytes()), bytes(telemetry().lastDenseBytes())));
}

void DevicePanelTest::cacheIsSetBesideExpandedKeys() {
    ask("What is hot?");
    openPanel();
    QTRY_VERIFY(readings().cacheTokens() > 0);
    const double latent = readings().cacheBytesPerToken();
    const double expanded = readings().expandedBytesPerToken();
    QTRY_COMPARE(textOf("cacheToken"), bytes(latent));
    QCOMPARE(textOf("cacheFactor"), decimal(expanded / latent, 1) + " times");
    QCOMPARE(textOf("cacheUsed"), bytes(latent * readings().cacheTokens()));
    QCOMPARE(textOf("cacheExpanded"), bytes(expanded * readings().cacheTokens()));
    QTRY_COMPARE(textOf("contextUsed"),
                 QString("%1 of 4,096 tokens").arg(QLocale().toString(chat().contextUsed())));
}

void DevicePanelTest::speedIsSetBesideTheMachines() {
    openPanel();
    tell(60);
    QCOMPARE(textOf("writingSpeed"), decimal(chat().tokensPerSecond(), 1));
    QCOMPARE(textOf("readingSpeed"), decimal(telemetry().promptTokensPerSecond(), 0));
    QCOMPARE(textOf("firstToken"), decimal(telemetry().firstTokenSeconds(), 2) + " s");
    QCOMPARE(textOf("bandwidth"),
             QString("%1 of %2 a second")
                 .arg(bytes(telemetry().bytesPerSecond()), bytes(readings().bandwidth().toDouble())));
}

void DevicePanelTest::conditionsAreWhatWasRead() {
    openPanel();
    QCOMPARE(textOf("clock"), decimal(readings().megahertz().toDouble() / 1000, 2) + " GHz");
    QCOMPARE(textOf("temperature"), decimal(readings().temperature().toDouble(), 0) + " °C");
    QCOMPARE(textOf("governor"), readings().governor().toString());
    QCOMPARE(textOf("watts"), decimal(readings().watts().toDouble(), 1) + " W");
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
    QTRY_COMPARE(textOf("panelProgress"), "What the last answer took:");
}

void DevicePanelTest::anAnswerIsWrittenTwiceMore() {
    openPanel();
    ask("What is hot?");
    QTRY_VERIFY(item("startReplay")->isEnabled());
    item("startReplay")->forceActiveFocus();
    key(Qt::Key_Space);
    QTRY_COMPARE(replay().state(), AnswerReplay::Done);
    QVERIFY(replay().sameTokens().toBool());
    QCOMPARE(textOf("replayState"), QString("Same tokens: all %1 of them.").arg(replay().tokens()));
    QVERIFY(replay().sparseSpeed() != replay().denseSpeed());
    const auto words = [](const QVariant& speed, const QVariant& size) {
        return QString("%1 tokens a second, %2 each")
            .arg(decimal(speed.toDouble(), 1), bytes(size.toDouble()));
    };
    QCOMPARE(textOf("sparseSpeed"), words(replay().sparseSpeed(), replay().sparseBytes()));
    QCOMPARE(textOf("denseSpeed"), words(replay().denseSpeed(), replay().denseBytes()));
}

void DevicePanelTest::aReplayCanBeCancelled() {
    openPanel();
    ask("What is hot?");
    QTRY_VERIFY(replay().available());
    script().hold = Script::Hold::AtTheEnd; // the engine is idle
    replay().start();
    QTRY_VERIFY(shows("cancelReplay"));
    QVERIFY(!shows("startReplay"));
    item("cancelReplay")->forceActiveFocus();
    key(Qt::Key_Space);
    QTRY_COMPARE(textOf("replayState"), "Interrupted.");
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

void DevicePanelTest::builtInModelSkipsHalfOfFfnDown() {
    constexpr int kPatience = 120'000;
    QTemporaryDir folder;
    TestWindow real(
        folder.path(), [] { return plm::makeEngine({}); }, pathFromBytes(builtinModel().native()));
    real.open();
    real.settings().setPanelOpen(true);
    const std::string_view question = suggestions().front().question;
    real.ask(QString::fromUtf8(question.data(), static_cast<qsizetype>(question.size())));
    QTRY_VERIFY(real.telemetry().skippedShare().isValid());
    QVERIFY(real.telemetry().skippedShare().toDouble() >= 0.5);
    QTRY_COMPARE(real.textOf("skippedShare"), percent(real.telemetry().skippedShare().toDouble()));
    QTRY_VERIFY(real.replay().available());
    real.replay().start();
    QTRY_COMPARE_WITH_TIMEOUT(real.replay().state(), AnswerReplay::Done, kPatience);
    QVERIFY(real.replay().sameTokens().toBool());
    QVERIFY(real.replay().denseBytes().toDouble() > real.replay().sparseBytes().toDouble());
}

PERIPHERAL_QT_TEST(DevicePanelTest, TestApplication)
#include "device_panel_test.moc"
