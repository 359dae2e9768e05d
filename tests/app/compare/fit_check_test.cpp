// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit/fit_charts.h"
#include "fit/fit_check.h"
#include "made_up_profiles.h"
#include "qt_test.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>

using peripheral::ChartTable;
using peripheral::EstimateListModel;
using peripheral::findingsOf;
using peripheral::FitCheck;
using peripheral::profileOf;
using peripheral::SimulatedDevice;

namespace {

constexpr char kModel[] = PERIPHERAL_BUILT_IN_MODEL;

std::shared_ptr<const plm::DeviceProfile> simulated(const SimulatedDevice& device) {
    return std::make_shared<plm::DeviceProfile>(profileOf(device));
}

std::shared_ptr<const plm::DeviceProfile> measured() {
    return std::make_shared<plm::DeviceProfile>(plm::test::fullProfile());
}

double numberIn(const ChartTable& table, std::size_t row) {
    for (const ChartTable::Cell& cell : table.rows.at(row))
        if (const auto* number = std::get_if<double>(&cell))
            return *number;
    return -1;
}

} // namespace

/// What fits where, asked about the built-in model.
class FitCheckTest : public QObject {
    Q_OBJECT
private slots:
    void countsMemory();
    void isBoundByBandwidthAlone();
    void takesSpeedsInProportion();
    void chartsHoldTheNumbers();
    void saysWhatEachEstimateRestsOn();
    void checkAnswersInTheBackground();
    void checkSaysWhatIsWrong();
    void onlyTheNewestQuestionCounts();
    void mayGoWhileItAsks();
    void keepsTheDeviceThatWasChosen();
};

void FitCheckTest::countsMemory() {
    const auto large = findingsOf({.model = kModel, .device = simulated({}), .measured = {}});
    QVERIFY(large.has_value());
    QCOMPARE(large->mostContext, 1024);
    QCOMPARE(large->fit.context, 1024);
    QVERIFY(*large->fit.fits);
    QVERIFY(large->fit.memory.total() > 100e6); // of which most is the program
    QVERIFY(large->fit.memory.total() < 150e6);
    const auto small = findingsOf({.model = kModel, .device = simulated({.memory = 60e6}), .measured = {}});
    QVERIFY(!*small->fit.fits);
    QCOMPARE(*small->fit.limit, plm::FitLimit::Memory);
    QVERIFY(peripheral::verdictOf(*small).startsWith("It does not fit: it needs "));
    const auto unknown = findingsOf({.model = kModel, .device = simulated({.memory = 0}), .measured = {}});
    QVERIFY(!unknown->fit.fits.has_value());
    QVERIFY(peripheral::verdictOf(*unknown).endsWith("is not known."));
}

void FitCheckTest::isBoundByBandwidthAlone() {
    const auto slow = findingsOf({.model = kModel, .device = simulated({.bandwidth = 1e9}), .measured = {}});
    const auto fast = findingsOf({.model = kModel, .device = simulated({.bandwidth = 4e9}), .measured = {}});
    QVERIFY(slow->byBandwidthAlone);
    const double one = *slow->fit.speeds.front().writing.value;
    QVERIFY(qFuzzyCompare(one * slow->fit.speeds.front().bytesPerToken, 1e9) ||
            one * slow->fit.speeds.front().bytesPerToken < 1e9);
    QVERIFY(qFuzzyCompare(*fast->fit.speeds.front().writing.value, 4 * one));
    QVERIFY(!slow->fit.speeds.front().reading.value); // which bandwidth alone says nothing of
    const auto nothing = findingsOf({.model = kModel, .device = simulated({.bandwidth = 0}), .measured = {}});
    QVERIFY(!nothing->byBandwidthAlone);
    QVERIFY(!nothing->fit.speeds.front().writing.value);
}

void FitCheckTest::takesSpeedsInProportion() {
    const auto same = findingsOf(
        {.model = kModel, .device = simulated({.cores = 4, .bandwidth = 11.5e9}), .measured = measured()});
    QVERIFY(!same->byBandwidthAlone);
    const auto half = findingsOf(
        {.model = kModel, .device = simulated({.cores = 2, .bandwidth = 5.75e9}), .measured = measured()});
    const double whole = *same->fit.speeds.front().writing.value;
    QVERIFY(whole > 0);
    QVERIFY(*half->fit.speeds.front().writing.value < whole);
    const auto own = findingsOf({.model = kModel, .device = measured(), .measured = {}});
    QVERIFY(!own->byBandwidthAlone); // it has its own
}

void FitCheckTest::chartsHoldTheNumbers() {
    const auto found = findingsOf({.model = kModel, .device = simulated({}), .measured = {}, .context = 512});
    QCOMPARE(found->fit.context, 512);
    const ChartTable memory = peripheral::fitMemoryChart(*found).table();
    double sum = 0;
    for (std::size_t row = 0; row + 1 < memory.rows.size(); ++row) // the last one is what there is
        sum += numberIn(memory, row);
    QCOMPARE(sum, double(found->fit.memory.total()));
    QCOMPARE(numberIn(memory, memory.rows.size() - 1), 0.9 * 8e9);
    const ChartTable speed = peripheral::fitSpeedChart(*found).table();
    QCOMPARE(speed.rows.size(), found->fit.speeds.size());
}

void FitCheckTest::saysWhatEachEstimateRestsOn() {
    const auto found = findingsOf({.model = kModel, .device = simulated({}), .measured = {}});
    const auto estimates = peripheral::estimatesOf(*found);
    QCOMPARE(estimates.size(), 5U);
    for (const auto& one : estimates) {
        QVERIFY2(!one.inputs.isEmpty(), qPrintable(one.name));
        for (const QString& input : one.inputs)
            QVERIFY2(input.contains(": ") && input.contains(", "), qPrintable(input));
    }
    const QStringList writing = estimates[2].inputs;
    QVERIFY2(writing.contains("Active neurons: 10 %, assumed"), qPrintable(writing.join('\n')));
    QVERIFY2(estimates[2].value.startsWith("at most "), qPrintable(estimates[2].value));
}

void FitCheckTest::checkAnswersInTheBackground() {
    FitCheck check;
    new QAbstractItemModelTester(check.estimates(), &check);
    QVERIFY(!check.isKnown());
    check.chooseFile(QUrl::fromLocalFile(kModel));
    QCOMPARE(check.modelName(), QString("plm-nano.gguf"));
    QTRY_VERIFY(check.isKnown());
    QVERIFY(check.fits());
    QVERIFY(check.isSimulated());
    QVERIFY(check.isByBandwidthAlone());
    QCOMPARE(check.context(), 1024);
    QCOMPARE(check.estimates()->count(), 5);
    check.setContext(100);
    QTRY_VERIFY(check.verdict().contains("a context of 100 tokens"));
    check.setMemory(50e6);
    QTRY_VERIFY(!check.fits());
    QVERIFY(check.longestContext().startsWith("Not even"));
}

void FitCheckTest::checkSaysWhatIsWrong() {
    QTemporaryDir dir;
    QFile file(dir.filePath("broken.gguf"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("GGUF and then nothing");
    file.close();
    FitCheck check;
    check.chooseFile(QUrl::fromLocalFile(file.fileName()));
    QTRY_VERIFY(!check.problem().isEmpty());
    QVERIFY2(check.problem().contains("broken.gguf"), qPrintable(check.problem()));
    QVERIFY(!check.isKnown());
    check.chooseFile(QUrl::fromLocalFile(kModel));
    QTRY_VERIFY(check.isKnown());
    QVERIFY(check.problem().isEmpty());
    check.setBandwidth(-1);
    QTRY_VERIFY(check.isKnown()); // what is not above zero is not known
}

void FitCheckTest::onlyTheNewestQuestionCounts() {
    FitCheck check;
    check.chooseFile(QUrl::fromLocalFile(kModel));
    QSignalSpy found(&check, &FitCheck::foundChanged);
    for (int context = 1; context <= 300; ++context)
        check.setContext(context);
    QTRY_VERIFY(check.verdict().contains("a context of 300 tokens"));
    QVERIFY(found.count() <= 2);
}

void FitCheckTest::mayGoWhileItAsks() {
    for (int i = 0; i < 20; ++i) {
        FitCheck check;
        check.chooseFile(QUrl::fromLocalFile(kModel));
        check.setContext(10);
    }
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents(); // replies that nobody waits for
}

void FitCheckTest::keepsTheDeviceThatWasChosen() {
    FitCheck check;
    QCOMPARE(check.devices().size(), 1);
    check.setCandidates({{"Pi", measured()}, {"Board", simulated({})}}, measured());
    QCOMPARE(check.device(), 0); // what is there comes before what would be made up
    QVERIFY(!check.isSimulated());
    check.setDevice(1);
    QVERIFY(check.isSimulated());
    check.setCandidates({{"New", measured()}, {"Pi", measured()}, {"Board", simulated({})}}, measured());
    QCOMPARE(check.device(), 2);
    check.setDevice(3);
    check.setCandidates({{"Pi", measured()}}, measured());
    QCOMPARE(check.device(), 1);
    QCOMPARE(check.devices().size(), 2);
}

PERIPHERAL_QT_TEST(FitCheckTest, QCoreApplication)
#include "fit_check_test.moc"
