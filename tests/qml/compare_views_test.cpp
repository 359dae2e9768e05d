// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparison.h"
#include "fit/fit_check.h"
#include "race/race.h"
#include "window_case.h"

#include <plm/profile_file.h>

#include <QFile>

using peripheral::Comparison;
using peripheral::FitCheck;
using peripheral::ProfileListModel;
using peripheral::Race;

/// The views that show stored profiles beside each other, in a race, and with a model, as a person uses them.
class CompareViewsTest : public WindowCase {
    Q_OBJECT
private slots:
    void saysWhereToBegin();
    void showsWhatIsChosen();
    void followsTheChoice();
    void arrowsReadValuesOfAChart();
    void chartsAreWritten();
    void everybodyRacesToTheEnd();
    void racesAreHeldUp();
    void whoCannotRaceSaysSo();
    void asksAboutTheOpenModelAndAFile();
    void numbersByHandAreTaken();
    void devicesByHandAreKept();
    void publishedOnesAreTakenIn();

private:
    [[nodiscard]] peripheral::Profiles& profiles() const { return window().profiles(); }
    /// Opens the view with this number, from 0.
    void openView(int number, const char* shown);
    qint64 choose(const std::string& name, double times);
    /// The object behind a view.
    template <class Object>
    [[nodiscard]] Object* behind(const char* view) const {
        return item(view)->findChild<Object*>();
    }
};

void CompareViewsTest::openView(int number, const char* shown) {
    window().openPage("profiles");
    QTRY_VERIFY(shows("profileViews"));
    QTest::qWait(100); // the page has come to its place
    const auto choices = item("profileViews")->childItems();
    QQuickItem* choice = nullptr;
    for (QQuickItem* one : choices)
        if (one->objectName() == QString("choice%1").arg(number))
            choice = one;
    QVERIFY(choice != nullptr);
    const QPointF middle = choice->mapToScene({choice->width() / 2, choice->height() / 2});
    QTest::mouseClick(&window().window(), Qt::LeftButton, {}, middle.toPoint());
    QTRY_VERIFY2(shows(shown), shown);
}

qint64 CompareViewsTest::choose(const std::string& name, double times) {
    const qint64 id = window().addProfile(name, times);
    profiles().setChosen(id, true);
    return id;
}

void CompareViewsTest::saysWhereToBegin() {
    openView(1, "compareView");
    QVERIFY(showsText("Nothing measured yet"));
    QVERIFY(!shows("exportComparison") && !shows("deviceCard0"));
    openView(2, "raceView");
    QVERIFY(showsText("Nobody races yet"));
    QVERIFY(!shows("raceStart"));
    window().addProfile("Alone", 1);
    openView(1, "compareView");
    QVERIFY(showsText("Nothing chosen yet"));
}

void CompareViewsTest::showsWhatIsChosen() {
    choose("Fast", 1);
    choose("Slow", 2);
    openView(1, "deviceCard1");
    QVERIFY(showsText("Slow did the same work as Fast."));
    QVERIFY(shows("chartTable") && shows("exportComparison"));
    QCOMPARE(behind<Comparison>("compareView")->charts()->count(), 6);
    QVERIFY(!shows("comparisonLacks"));
}

void CompareViewsTest::followsTheChoice() {
    choose("Fast", 1);
    openView(1, "deviceCard0");
    QVERIFY(!shows("deviceCard1") && !shows("workSentence"));
    const qint64 slow = choose("Slow", 2);
    QTRY_VERIFY(shows("deviceCard1") && shows("workSentence"));
    profiles().rename(slow, "Slower");
    QTRY_VERIFY(showsText("Slower did the same work as Fast."));
    profiles().setBaseline(slow);
    QTRY_VERIFY(showsText("Fast did the same work as Slower."));
    profiles().remove(slow);
    QTRY_VERIFY(!shows("deviceCard1"));
}

void CompareViewsTest::arrowsReadValuesOfAChart() {
    choose("Fast", 1);
    choose("Slow", 2);
    openView(1, "deviceCard1");
    item("chartView")->forceActiveFocus();
    key(Qt::Key_Right);
    key(Qt::Key_Right);
    QTRY_VERIFY2(textOf("chartValue").contains("Slow") && textOf("chartValue").contains("50 %"),
                 qPrintable(textOf("chartValue")));
}

void CompareViewsTest::chartsAreWritten() {
    choose("Fast", 1);
    choose("Slow", 2);
    openView(1, "deviceCard1");
    auto* comparison = behind<Comparison>("compareView");
    comparison->exportChart(0, QUrl::fromLocalFile(dataDir() + "/speed.svg"), {});
    QTRY_VERIFY(shows("comparisonNotice"));
    QVERIFY(QFile::exists(dataDir() + "/speed.svg"));
    comparison->exportAll(QUrl::fromLocalFile(dataDir() + "/nowhere/all.png"), {});
    QTRY_VERIFY(shows("comparisonProblem"));
    QVERIFY(!shows("comparisonNotice"));
}

void CompareViewsTest::everybodyRacesToTheEnd() {
    choose("Fast", 0.01);
    choose("Slow", 0.02);
    openView(2, "raceLane1");
    QCOMPARE(textOf("raceProgress"), "Reads: 0 of 333 tokens");
    QVERIFY(!shows("raceOutcome") && !shows("raceFirst"));
    click("raceStart");
    QTRY_VERIFY(shows("raceOutcome"));
    QVERIFY2(textOf("raceOutcome").startsWith("Fast is done "), qPrintable(textOf("raceOutcome")));
    QVERIFY(textOf("raceText").startsWith("The island is small"));
    QVERIFY(shows("raceFirst") && shows("raceEnd"));
    click("raceAgain");
    QTRY_VERIFY(!shows("raceOutcome"));
}

void CompareViewsTest::racesAreHeldUp() {
    choose("Fast", 1);
    choose("Slow", 2);
    openView(2, "raceLane1");
    auto* race = behind<Race>("raceView");
    click("raceStart");
    QTRY_COMPARE(textOf("raceStart"), "Pause");
    click("raceStart");
    QTRY_COMPARE(race->state(), Race::Paused);
    QCOMPARE(textOf("raceStart"), "Go on");
    settings().setReducedMotion(true);
    QVERIFY(race->figuresOnly());
    profiles().setChosen(window().addProfile("Third", 3), true);
    QTRY_VERIFY(shows("raceLane2"));
    QCOMPARE(race->state(), Race::Ready); // who comes late does not join in the middle
}

void CompareViewsTest::whoCannotRaceSaysSo() {
    choose("Fast", 1);
    const auto read = plm::readProfile(PERIPHERAL_REFERENCE_PROFILES "/radxa-dragon-q8b-llama-3.2-3b.json");
    QVERIFY(read.has_value());
    profiles().add(*read);
    QTRY_COMPARE(profiles().list()->count(), 2);
    profiles().setChosen(profiles().list()->index(0).data(ProfileListModel::ProfileIdRole).toLongLong(),
                         true);
    openView(2, "raceLane1");
    QCOMPARE(textOf("raceLack"), "It cannot race: how fast it writes was not measured.");
    QVERIFY(textOf("raceOtherWork").contains("did other work than Fast"));
    QVERIFY(item("raceStart")->isEnabled());
}

void CompareViewsTest::asksAboutTheOpenModelAndAFile() {
    openView(3, "fitView");
    auto* check = behind<FitCheck>("fitView");
    QCOMPARE(textOf("fitModelName"), "PLM-nano");
    QTRY_VERIFY(shows("fitProblem")); // the engine of these tests has a model without a file
    check->chooseFile(QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
    QTRY_VERIFY(shows("fitVerdict"));
    QVERIFY2(textOf("fitVerdict").startsWith("It fits: it needs "), qPrintable(textOf("fitVerdict")));
    QCOMPARE(textOf("fitContextText"), "Context: 1,024 of 1,024 tokens");
    QVERIFY(shows("simulatedBadge") && shows("fitByBandwidth") && shows("fitOpenModel"));
    click("fitOpenModel");
    QTRY_COMPARE(textOf("fitModelName"), "PLM-nano");
}

void CompareViewsTest::numbersByHandAreTaken() {
    openView(3, "fitView");
    auto* check = behind<FitCheck>("fitView");
    check->chooseFile(QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
    QTRY_VERIFY(check->fits());
    item("fitMemoryField")->forceActiveFocus();
    key(Qt::Key_A, Qt::ControlModifier);
    type("0.1");
    QTRY_COMPARE(check->memory(), 0.1e9);
    QTRY_VERIFY(textOf("fitVerdict").startsWith("It does not fit"));
    type("x");
    QCOMPARE(textOf("fitMemoryField"), "0.1");
}

void CompareViewsTest::devicesByHandAreKept() {
    openView(3, "fitView");
    behind<FitCheck>("fitView")->setCores(6);
    item("keepDevice")->forceActiveFocus();
    click("keepDevice");
    QTRY_COMPARE(profiles().list()->count(), 1);
    const QModelIndex kept = profiles().list()->index(0);
    QCOMPARE(kept.data(ProfileListModel::OriginRole).toInt(), int(ProfileListModel::Simulated));
    QCOMPARE(kept.data(ProfileListModel::NameRole).toString(), QString("8 GB, cores: 6, 10 GB a second"));
    QTRY_COMPARE(behind<FitCheck>("fitView")->devices().size(), 2);
    QVERIFY(shows("simulatedBadge"));
}

void CompareViewsTest::publishedOnesAreTakenIn() {
    openView(0, "showPublished");
    click("showPublished");
    QTRY_VERIFY(shows("published1"));
    item("addPublished0")->forceActiveFocus(); // which scrolls to it
    click("addPublished0");
    QTRY_COMPARE(profiles().list()->count(), 1);
    QTRY_VERIFY(shows("published0") && !shows("published1")); // one is left
    const QModelIndex kept = profiles().list()->index(0);
    QCOMPARE(kept.data(ProfileListModel::OriginRole).toInt(), int(ProfileListModel::Published));
    profiles().rename(kept.data(ProfileListModel::ProfileIdRole).toLongLong(), "Mine");
    QVERIFY(!shows("published1")); // it is the same under another name
    profiles().remove(kept.data(ProfileListModel::ProfileIdRole).toLongLong());
    QTRY_VERIFY(shows("published1"));
}

PERIPHERAL_QT_TEST(CompareViewsTest, TestApplication)
#include "compare_views_test.moc"
