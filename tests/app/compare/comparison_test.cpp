// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparison.h"
#include "compare/comparison_charts.h"
#include "compare/profile_tests.h"
#include "compare/work_sentences.h"
#include "made_up_profiles.h"
#include "profiling/shipped_profiles.h"
#include "qt_test.h"

#include <plm/profile_file.h>
#include <plm/sample_statistics.h>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>

#include <cmath>

using peripheral::Chart;
using peripheral::ChartTable;
using peripheral::compared;
using peripheral::ComparedProfile;
using peripheral::Comparison;
using peripheral::ProfileCards;
using plm::test::fullProfile;
using plm::test::slower;

namespace {

using Profiles = std::vector<std::shared_ptr<const plm::DeviceProfile>>;

std::shared_ptr<const plm::DeviceProfile> shared(plm::DeviceProfile profile) {
    return std::make_shared<const plm::DeviceProfile>(std::move(profile));
}

/// The full profile, and one that took twice as long for everything.
Profiles two() {
    return {shared(fullProfile()), shared(slower(fullProfile(), 2))};
}

std::shared_ptr<const plm::DeviceProfile> published() {
    const auto read = plm::readProfile(PERIPHERAL_REFERENCE_PROFILES "/radxa-dragon-q8b-tinyllama-1.1b.json");
    return read ? shared(*read) : nullptr;
}

double number(const ChartTable& table, std::size_t row, std::size_t column) {
    const double* value = std::get_if<double>(&table.rows.at(row).at(column));
    return value == nullptr ? std::nan("") : *value;
}

QString text(const ChartTable& table, std::size_t row, std::size_t column) {
    return table.text(row, column, QLocale::c());
}

/// The column with this title.
std::size_t columnOf(const ChartTable& table, const QString& title) {
    std::size_t column = 0;
    while (column < table.columns.size() && table.columns[column].title != title)
        ++column;
    return column;
}

bool isNear(double value, double expected) {
    return std::abs(value - expected) <= 1e-9 * std::abs(expected);
}

QString valueOf(const ProfileCards& cards, int row, const QString& label) {
    const QModelIndex index = cards.index(row);
    const auto at = index.data(ProfileCards::LabelsRole).toStringList().indexOf(label);
    return index.data(ProfileCards::ValuesRole).toStringList().value(at);
}

} // namespace

class ComparisonTest : public QObject {
    Q_OBJECT
private slots:
    void aProfileBesideItselfIsTheSame();
    void halfAsFastIsMinusFiftyPerCent();
    void otherWorkIsHatchedAndNamed();
    void memoryHoldsTheParts();
    void depthHoldsTheMedians();
    void sustainedHoldsTheSamplesAndTheTrend();
    void neuronsHoldTheShares();
    void rooflineHoldsMeasuredAndPredicted();
    void cardsSayWhatWasNotMeasured();
    void namesAreApart();
    void oneAloneIsNoComparison();
    void nobodyShowsNothing();
    void atMostFive();
    void whatShipsIsPublished();
};

void ComparisonTest::aProfileBesideItselfIsTheSame() {
    const auto profiles = compared({shared(fullProfile()), shared(fullProfile())});
    const ChartTable table = peripheral::speedChart(profiles).table();
    const std::size_t difference = columnOf(table, "Difference");
    QCOMPARE(table.rows.size(), 6U); // three tests, two devices
    for (std::size_t row = 1; row < table.rows.size(); row += 2)
        QCOMPARE(number(table, row, difference), 0.0);
    QCOMPARE(peripheral::workSentences(profiles),
             QStringList{QString("%1 (2) did the same work as %1.").arg("The Pi on the shelf")});
}

void ComparisonTest::halfAsFastIsMinusFiftyPerCent() {
    const auto profiles = compared(two());
    const ChartTable table = peripheral::speedChart(profiles).table();
    for (std::size_t test = 0; test < 3; ++test) {
        const auto speeds = fullProfile().tests[test].speeds();
        const plm::FiveNumbers five = plm::fiveNumbers(speeds);
        const std::size_t least = columnOf(table, "Least"), most = columnOf(table, "Most");
        QVERIFY(isNear(number(table, 2 * test, columnOf(table, "Value")), five.median));
        QVERIFY(isNear(number(table, 2 * test, least), five.least));
        QVERIFY(isNear(number(table, 2 * test, most), five.most));
        QVERIFY(isNear(number(table, 2 * test + 1, least), five.least / 2));
        QVERIFY(isNear(number(table, 2 * test + 1, columnOf(table, "Difference")), -0.5));
        QCOMPARE(text(table, 2 * test + 1, columnOf(table, "Remark")), QString()); // the same work
    }
}

void ComparisonTest::otherWorkIsHatchedAndNamed() {
    plm::DeviceProfile other = fullProfile();
    other.name = "Other";
    other.tests[1].outputHash = std::string(64, 'd');
    const auto profiles = compared({shared(fullProfile()), shared(other)});
    const ChartTable table = peripheral::speedChart(profiles).table();
    const std::size_t remark = columnOf(table, "Remark");
    QCOMPARE(text(table, 1, remark), QString());
    QCOMPARE(text(table, 3, remark), QString("other work"));
    QVERIFY(peripheral::workSentences(profiles)[0].contains("what was written"));

    const auto foreign = compared({shared(fullProfile()), published()});
    const ChartTable all = peripheral::speedChart(foreign).table();
    for (std::size_t row = 1; row < all.rows.size(); row += 2)
        QVERIFY(std::isnan(number(all, row, columnOf(all, "Value"))) ||
                text(all, row, remark) == "other work");
    QVERIFY(peripheral::workSentences(foreign)[0].contains("the model’s file"));
}

void ComparisonTest::memoryHoldsTheParts() {
    const auto profiles = compared(two());
    const ChartTable table = peripheral::memoryChart(profiles).table();
    const plm::ProfiledMemory memory = *fullProfile().memory;
    const std::size_t own = columnOf(table, "Own"), backed = columnOf(table, "Backed by a file");
    QCOMPARE(number(table, 0, backed), double(memory.weightsInFile));
    QCOMPARE(number(table, 1, own), double(memory.laidOutWeights - memory.keptWeights));
    QCOMPARE(number(table, 1, backed), double(memory.keptWeights));
    double sum = 0;
    for (std::size_t row = 0; row < 3; ++row)
        for (const std::size_t column : {own, backed})
            sum += std::isnan(number(table, row, column)) ? 0 : number(table, row, column);
    QVERIFY(sum >= double(memory.anonymous)); // what is resident of files may be less than what is mapped
}

void ComparisonTest::depthHoldsTheMedians() {
    const auto profiles = compared(two());
    const ChartTable table = peripheral::depthChart(profiles).table();
    QString all;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        all += table.spoken(row, QLocale::c()) + '\n';
    for (const auto& profile : two())
        for (const int test : {1, 2}) {
            const double speed = plm::median(profile->tests[static_cast<std::size_t>(test)].speeds());
            const QString written = peripheral::written(speed, peripheral::NumberForm::Plain, QLocale::c());
            QVERIFY2(all.contains(written), qPrintable(written + "\n" + all));
        }
}

void ComparisonTest::sustainedHoldsTheSamplesAndTheTrend() {
    plm::DeviceProfile steady = fullProfile();
    steady.name = "Steady";
    for (std::size_t i = 0; i < steady.sustained->samples.size(); ++i)
        steady.sustained->samples[i].tokensPerSecond = 5 + 0.1 * double(i % 2);
    const auto profiles = compared({shared(fullProfile()), shared(steady)});
    const ChartTable table = peripheral::sustainedChart(profiles).table();
    QVERIFY(table.rows.size() >= steady.sustained->samples.size());
    const QString trends = peripheral::sustainedTrends(profiles);
    QVERIFY2(
        trends.contains("The Pi on the shelf becomes slower: by 15 % over 60 s (95 % interval 14 to 15 %)."),
        qPrintable(trends));
    QVERIFY2(trends.contains("Steady keeps its speed over 60 s."), qPrintable(trends));
}

void ComparisonTest::neuronsHoldTheShares() {
    const auto profiles = compared({shared(fullProfile())});
    const ChartTable table = peripheral::activeNeuronsChart(profiles).table();
    const std::vector<float> shares = fullProfile().tests[1].activeByLayer;
    QCOMPARE(table.rows.size(), shares.size());
    for (std::size_t layer = 0; layer < shares.size(); ++layer)
        QCOMPARE(number(table, layer, table.columns.size() - 1), double(shares[layer]));
}

void ComparisonTest::rooflineHoldsMeasuredAndPredicted() {
    const auto profiles = compared(two());
    const ChartTable table = peripheral::rooflineChart(profiles).table();
    const plm::DeviceProfile profile = fullProfile();
    const plm::ProfiledTest& writing = profile.tests[1];
    double bytes = writing.cost->cacheBytes;
    double weights = 0;
    for (const double part : writing.cost->weightBytes)
        weights += part;
    bytes += weights;
    const double operations =
        2.0 * double(profile.model->parameters) * std::min(1.0, weights / double(profile.model->tensorBytes));
    const double bandwidth = 11.5e9; // the median of the most threads
    std::size_t row = 0;
    while (!text(table, row, 1).startsWith("Writing 32 tokens:"))
        ++row;
    QVERIFY(isNear(number(table, row, 2), operations / bytes));
    QVERIFY(isNear(number(table, row, 3), plm::median(writing.speeds()) * operations));
    QVERIFY(isNear(number(table, row, 4), bandwidth * operations / bytes));
    QVERIFY2(text(table, row, 1).contains("of at most"), qPrintable(text(table, row, 1)));
}

void ComparisonTest::cardsSayWhatWasNotMeasured() {
    Comparison comparison;
    new QAbstractItemModelTester(comparison.cards(), &comparison);
    new QAbstractItemModelTester(comparison.charts(), &comparison);
    QVERIFY(published() != nullptr);
    comparison.compare({shared(fullProfile()), published()});
    const ProfileCards& cards = *comparison.cards();
    QVERIFY(cards.index(0).data(ProfileCards::BaselineRole).toBool());
    QCOMPARE(cards.index(1).data(ProfileCards::BadgeRole).toString(), QString("published"));
    QVERIFY(cards.index(1)
                .data(ProfileCards::SourceRole)
                .toString()
                .startsWith("https://github.com/geerlingguy/"));
    QVERIFY2(valueOf(cards, 0, "Writing").startsWith("7.98 tokens a second (95 %: 7.79 to 8.02)"),
             qPrintable(valueOf(cards, 0, "Writing")));
    QVERIFY(valueOf(cards, 1, "Writing").startsWith("38.8 tokens a second · Writing 128 tokens"));
    QVERIFY(valueOf(cards, 1, "Reading").startsWith("194 tokens a second · Reading 512 tokens"));
    QCOMPARE(valueOf(cards, 1, "Power"), QString("23.7 W"));
    for (const char* label : {"Memory", "First token", "Most memory", "Energy", "Slowed by heat", "Quality"})
        QCOMPARE(valueOf(cards, 1, label), QString("not measured"));
    QCOMPARE(valueOf(cards, 0, "Slowed by heat"), QString("no"));
    QCOMPARE(comparison.sameWork(), QList<bool>{false});
    QVERIFY(comparison.lacking().isEmpty()); // one of them has measured each
}

void ComparisonTest::namesAreApart() {
    plm::DeviceProfile nameless;
    const auto profiles = compared({shared(fullProfile()), shared(fullProfile()), shared(nameless)});
    QCOMPARE(profiles[0].name, QString("The Pi on the shelf"));
    QCOMPARE(profiles[1].name, QString("The Pi on the shelf (2)"));
    QVERIFY(!profiles[2].name.isEmpty());
}

void ComparisonTest::oneAloneIsNoComparison() {
    Comparison comparison;
    comparison.compare({published()});
    QVERIFY(comparison.work().isEmpty());
    QVERIFY(comparison.sameWork().isEmpty());
    QVERIFY(!comparison.cards()->index(0).data(ProfileCards::BaselineRole).toBool());
    QCOMPARE(comparison.charts()->count(), 2); // speed, and what of it is over depth
    QVERIFY2(comparison.lacking().contains("memory"), qPrintable(comparison.lacking()));
    const ChartTable table = comparison.charts()->charts().front().chart.table();
    QVERIFY(isNear(number(table, 0, columnOf(table, "Value")), 194.49));
    QVERIFY(std::isnan(number(table, 0, columnOf(table, "Least")))); // a mean has no spread
}

void ComparisonTest::nobodyShowsNothing() {
    Comparison comparison;
    comparison.compare({});
    QCOMPARE(comparison.cards()->count(), 0);
    QCOMPARE(comparison.charts()->count(), 0);
    QVERIFY(comparison.lacking().isEmpty());
}

void ComparisonTest::atMostFive() {
    Comparison comparison;
    comparison.compare(Profiles(7, shared(fullProfile())));
    QCOMPARE(comparison.cards()->count(), 5);
}

/// Only what a publication gives, in the form that the program writes, and named by its address.
void ComparisonTest::whatShipsIsPublished() {
    const QDir folder(PERIPHERAL_REFERENCE_PROFILES);
    const QStringList names = folder.entryList({"*.json"});
    QVERIFY(names.size() >= 2);
    for (const QString& name : names) {
        const auto read = plm::readProfile(folder.filePath(name).toStdString());
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QCOMPARE(read->origin, plm::ProfileOrigin::Published);
        QVERIFY(QString::fromStdString(read->source).startsWith("https://"));
        for (const plm::ProfiledTest& test : read->tests)
            QCOMPARE(test.seconds.size(), 1U); // a mean is no sample
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(QString::fromStdString(plm::toJson(*read)), QString::fromUtf8(file.readAll()));
    }
    peripheral::ShippedProfiles shipped;
    new QAbstractItemModelTester(&shipped, &shipped);
    shipped.setProfiles(nullptr);
    QCOMPARE(shipped.count(), 0); // nobody takes them
}

PERIPHERAL_QT_TEST(ComparisonTest, QCoreApplication)
#include "comparison_test.moc"
