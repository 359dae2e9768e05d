// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/bar_chart.h"
#include "charts/chart_table.h"
#include "charts/heat_strip.h"
#include "charts/line_chart.h"
#include "charts/roofline.h"
#include "charts/stacked_bar.h"
#include "qt_test.h"

#include <limits>

using namespace peripheral;

/// What charts tell in words: the numbers that they were given, and "not measured" for others.
class ChartTableTest : public QObject {
    Q_OBJECT
private slots:
    void writesNumbers_data();
    void writesNumbers();
    void writesThemAsTheLocaleDoes();
    void aRowIsOneSentence();
    void stackedBarTellsItsParts();
    void barsTellWhatDiffers();
    void differencesNeedABaseline();
    void rooflineTellsLimitsAndPoints();
    void lineTellsItsPoints();
    void heatTellsEachLayer();
    void heatIsAveragedWhereItGetsLong();
    void heatLeavesOutHalfAColumn();
};

namespace {

const QLocale kC = QLocale::c();

double numberAt(const ChartTable& table, std::size_t row, std::size_t column) {
    return std::get<double>(table.rows.at(row).at(column));
}

bool isNotMeasured(const ChartTable& table, std::size_t row, std::size_t column) {
    return std::holds_alternative<std::monostate>(table.rows.at(row).at(column));
}

} // namespace

void ChartTableTest::writesNumbers_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<NumberForm>("form");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << NumberForm::Plain << "0";
    QTest::newRow("small") << 0.9144 << NumberForm::Plain << "0.914";
    QTest::newRow("no zeros") << 5.0 << NumberForm::Plain << "5";
    QTest::newRow("one digit") << 18.24 << NumberForm::Plain << "18.2";
    QTest::newRow("large") << 4096.4 << NumberForm::Plain << "4096";
    QTest::newRow("below zero") << -0.05 << NumberForm::Plain << "-0.05";
    QTest::newRow("bytes") << 12.0 << NumberForm::Bytes << "12 bytes";
    QTest::newRow("gigabytes") << 1.18e9 << NumberForm::Bytes << "1.18 GB";
    QTest::newRow("nearly a gigabyte") << 999.9e6 << NumberForm::Bytes << "1 GB";
    QTest::newRow("share") << 0.914 << NumberForm::Percent << "91.4 %";
    QTest::newRow("more") << 0.123 << NumberForm::Difference << "+12.3 %";
    QTest::newRow("less") << -0.4 << NumberForm::Difference << "-40 %";
    QTest::newRow("the same") << 1e-9 << NumberForm::Difference << "0 %";
    QTest::newRow("prefixed") << 41.2e9 << NumberForm::Prefixed << "41.2 G";
    QTest::newRow("NaN") << std::numeric_limits<double>::quiet_NaN() << NumberForm::Bytes << "not measured";
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << NumberForm::Plain
                              << "not measured";
}

void ChartTableTest::writesNumbers() {
    QFETCH(double, value);
    QFETCH(NumberForm, form);
    QFETCH(QString, text);
    QCOMPARE(written(value, form, kC), text);
}

void ChartTableTest::writesThemAsTheLocaleDoes() {
    const QLocale german(QLocale::German, QLocale::Germany);
    QCOMPARE(written(18.24, NumberForm::Plain, german), QString("18,2"));
    QCOMPARE(written(4096, NumberForm::Plain, german), QString("4.096"));
}

void ChartTableTest::aRowIsOneSentence() {
    const ChartTable table{.columns = {{"Device"}, {"Speed"}, {"Bytes", NumberForm::Bytes}},
                           .rows = {{"Board", 18.2, ChartTable::Cell()}}};
    QCOMPARE(table.spoken(0, kC), QString("Board: Speed 18.2, Bytes not measured"));
}

void ChartTableTest::stackedBarTellsItsParts() {
    const StackedBar bar({"Memory", NumberForm::Bytes},
                         {{.label = "Now", .parts = {{"Weights", 10.0, 20.0}, {"Cache", {}, {}}}}},
                         StackedLimit{"Free", 99});
    const ChartTable table = bar.table();
    QCOMPARE(table.rows.size(), 3U);
    QCOMPARE(numberAt(table, 0, 2), 10.0);
    QCOMPARE(numberAt(table, 0, 3), 20.0);
    QVERIFY(isNotMeasured(table, 1, 2));
    QCOMPARE(numberAt(table, 2, 2), 99.0);
    QCOMPARE(bar.summary(kC), QString("Now: 30 bytes; Free: 99 bytes"));
}

void ChartTableTest::barsTellWhatDiffers() {
    const BarChart bars(
        {{.title = "Speed",
          .bars = {{"Here", 10.0, Spread{8, 9, 10, 11, 12}}, {"There", 12.5, {}, true, true}, {"Nowhere"}},
          .baseline = 0}});
    const ChartTable table = bars.table();
    QCOMPARE(table.rows.size(), 3U);
    QCOMPARE(numberAt(table, 0, 2), 10.0);
    QCOMPARE(numberAt(table, 0, 4), 8.0);
    QCOMPARE(numberAt(table, 0, 8), 12.0);
    QVERIFY(isNotMeasured(table, 0, 3)); // it is what the others are held against
    QCOMPARE(numberAt(table, 1, 3), 0.25);
    QCOMPARE(table.text(1, 9, kC), QString("estimated, other work"));
    QVERIFY(isNotMeasured(table, 2, 2));
    QCOMPARE(bars.summary(kC),
             QString("Speed. Here: 10, baseline; There: 12.5, estimated, +25 %; Nowhere: not measured"));
}

void ChartTableTest::differencesNeedABaseline() {
    const std::vector<Bar> bars{{"Here"}, {"There", 12.5}};
    for (const std::optional<std::size_t> baseline :
         {std::optional<std::size_t>(), std::optional<std::size_t>(0), std::optional<std::size_t>(7)}) {
        const ChartTable table = BarChart({{.title = "Speed", .bars = bars, .baseline = baseline}}).table();
        QVERIFY(isNotMeasured(table, 1, 3));
    }
}

void ChartTableTest::rooflineTellsLimitsAndPoints() {
    const Roofline roofline({{.name = "Here",
                              .bytesPerSecond = 20e9,
                              .operationsPerSecond = 300e9,
                              .points = {{"decode", 1.9, 30e9, {}}}}});
    const ChartTable table = roofline.table();
    QCOMPARE(table.rows.size(), 3U);
    QCOMPARE(numberAt(table, 0, 3), 20e9);
    QCOMPARE(numberAt(table, 1, 3), 300e9);
    QCOMPARE(numberAt(table, 2, 2), 1.9);
    QCOMPARE(numberAt(table, 2, 3), 30e9);
    QVERIFY(isNotMeasured(table, 2, 4));
    QCOMPARE(roofline.summary(kC), QString("Here: reads 20 GB a second, computes 300 G operations a second"));
}

void ChartTableTest::lineTellsItsPoints() {
    LineData data{.x = {"Token"}, .y = {"Speed"}};
    data.series = {{.name = "Answer", .points = {{0, 10.0, 9.0, 11.0}, {1, {}, {}, {}}, {2, 8.0, {}, {}}}}};
    const LineChart line(data);
    const ChartTable table = line.table();
    QCOMPARE(table.rows.size(), 3U);
    QCOMPARE(numberAt(table, 0, 2), 10.0);
    QCOMPARE(numberAt(table, 0, 4), 11.0);
    QVERIFY(isNotMeasured(table, 1, 2));
    QCOMPARE(line.summary(kC), QString("Speed. Answer: from 8 to 10, at last 8"));
}

void ChartTableTest::heatTellsEachLayer() {
    HeatSamples samples(2);
    samples.append(std::vector<float>{0.25F, 0.5F, 0.75F, 1.0F});
    const HeatStrip strip({"Active", "Layer", "Token"}, samples);
    const ChartTable table = strip.table();
    QCOMPARE(table.rows.size(), 2U);
    QCOMPARE(numberAt(table, 0, 1), 0.5);
    QCOMPARE(numberAt(table, 1, 2), 0.5);
    QCOMPARE(numberAt(table, 1, 3), 1.0);
    QCOMPARE(numberAt(strip.samples(), 1, 0), 2.0); // the second token
    QCOMPARE(numberAt(strip.samples(), 1, 1), 0.75);
    QCOMPARE(strip.summary(kC), QString("Active: 62.5 % on average, from 50 % to 75 % by layer"));
}

void ChartTableTest::heatIsAveragedWhereItGetsLong() {
    HeatSamples samples(1);
    const std::vector<float> pair{0.0F, 1.0F};
    for (int i = 0; i < 5000; ++i)
        samples.append(pair);
    QCOMPARE(samples.perColumn(), 4);
    QCOMPARE(samples.columns(), 2500);
    QCOMPARE(samples.at(0, 0), 0.5F);
    QCOMPARE(samples.at(2499, 0), 0.5F);
}

void ChartTableTest::heatLeavesOutHalfAColumn() {
    HeatSamples samples(3);
    samples.append(std::vector<float>{1, 1, 1, 1});
    QCOMPARE(samples.columns(), 1);
}

PERIPHERAL_QT_TEST(ChartTableTest, QCoreApplication)
#include "chart_table_test.moc"
