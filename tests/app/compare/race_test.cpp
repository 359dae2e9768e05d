// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "race/race.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace std::chrono_literals;
using peripheral::Race;
using peripheral::RaceLanes;
using peripheral::Racer;
using plm::BenchTest;

namespace {

/// Reads and writes so many tokens a second.
std::shared_ptr<const plm::DeviceProfile> device(double reading, double writing) {
    auto profile = std::make_shared<plm::DeviceProfile>();
    for (const auto& [kind, speed] :
         {std::pair(BenchTest::Kind::Prompt, reading), std::pair(BenchTest::Kind::Generation, writing)}) {
        if (speed <= 0)
            continue;
        profile->tests.emplace_back().test = {kind, 64, 0};
        profile->tests.back().seconds = {64 / speed};
    }
    return profile;
}

/// Four tokens after a prompt of a hundred; one of them is half a character.
plm::Recording answer() {
    plm::Recording recording;
    recording.promptTokens = 100;
    recording.pieces = {"One", " \xC3", "\xBC", " two"};
    return recording;
}

} // namespace

/// A race in time that goes by as the test says.
class RaceTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void everybodyGoesAtTheirOwnPace();
    void endsWithTheLast();
    void pausesAndGoesOn();
    void goesByFaster();
    void beginsAgain();
    void whoCannotRaceSaysWhy();
    void nobodyCanRace();
    void showsOnlyFigures();
    void hasAnAnswerThatShips();

private:
    /// Lets the clock and the race go on by so much.
    void pass(std::chrono::nanoseconds time);
    [[nodiscard]] QVariant shown(int lane, RaceLanes::Role role) const {
        return m_race->lanes()->index(lane).data(role);
    }

    std::chrono::nanoseconds m_now{};
    std::unique_ptr<Race> m_race;
};

void RaceTest::init() {
    m_now = 5s;
    m_race = std::make_unique<Race>(answer(), [this] { return m_now; });
    new QAbstractItemModelTester(m_race->lanes(), m_race.get());
    m_race->setRacers({{"Fast", device(100, 1)}, {"Slow", device(50, 0.5)}});
}

void RaceTest::pass(std::chrono::nanoseconds time) {
    QSignalSpy ticked(m_race.get(), &Race::secondChanged);
    m_now += time;
    QVERIFY(ticked.wait());
}

void RaceTest::everybodyGoesAtTheirOwnPace() {
    QCOMPARE(m_race->state(), Race::Ready);
    m_race->start();
    pass(500ms);
    QCOMPARE(shown(0, RaceLanes::TokensReadRole).toInt(), 50);
    QCOMPARE(shown(1, RaceLanes::TokensReadRole).toInt(), 25);
    QCOMPARE(shown(0, RaceLanes::TextRole).toString(), QString());
    QCOMPARE(shown(0, RaceLanes::FirstTokenRole).toDouble(), -1.0);
    pass(3s);
    QCOMPARE(shown(0, RaceLanes::TokensRole).toInt(), 3);
    QCOMPARE(shown(0, RaceLanes::TextRole).toString(), QString::fromUtf8("One \xC3\xBC"));
    QCOMPARE(shown(0, RaceLanes::FirstTokenRole).toDouble(), 1.0);
    QCOMPARE(shown(0, RaceLanes::EndRole).toDouble(), -1.0);
    QCOMPARE(shown(1, RaceLanes::TextRole).toString(), QString("One"));
}

void RaceTest::endsWithTheLast() {
    m_race->start();
    pass(4s);
    QCOMPARE(shown(0, RaceLanes::EndRole).toDouble(), 4.0);
    QCOMPARE(m_race->state(), Race::Running);
    QVERIFY(m_race->outcome().isEmpty());
    pass(60s);
    QCOMPARE(m_race->state(), Race::Over);
    QCOMPARE(m_race->second(), 8.0); // not what went by, but when it ended
    QCOMPARE(m_race->outcome(),
             QString("Fast is done 4.0 s before Slow, which takes 2.0 times as long. Its first word "
                     "comes after 1.0 s, that of Slow after 2.0 s."));
}

void RaceTest::pausesAndGoesOn() {
    m_race->start();
    pass(1s);
    m_race->pause();
    QCOMPARE(m_race->state(), Race::Paused);
    m_now += 10s;
    m_race->start();
    QCOMPARE(m_race->state(), Race::Running);
    pass(1s);
    QCOMPARE(m_race->second(), 2.0);
}

void RaceTest::goesByFaster() {
    m_race->start();
    pass(1s);
    m_now += 500ms;
    m_race->setPace(4); // that half second went by at the old one
    pass(250ms);
    QCOMPARE(m_race->second(), 2.5);
    m_race->setPace(100);
    QCOMPARE(m_race->pace(), 4);
}

void RaceTest::beginsAgain() {
    m_race->start();
    pass(60s);
    m_race->again();
    QCOMPARE(m_race->state(), Race::Running);
    QCOMPARE(m_race->second(), 0.0);
    QCOMPARE(shown(0, RaceLanes::TokensReadRole).toInt(), 0);
    m_race->setRacers({{"Other", device(10, 10)}});
    QCOMPARE(m_race->state(), Race::Ready);
    QCOMPARE(m_race->lanes()->count(), 1);
}

void RaceTest::whoCannotRaceSaysWhy() {
    m_race->setRacers({{"Fast", device(100, 1)}, {"Reader", device(100, 0)}, {"Writer", device(0, 10)}});
    QVERIFY(m_race->possible());
    QVERIFY(shown(0, RaceLanes::LackRole).toString().isEmpty());
    QVERIFY(shown(1, RaceLanes::LackRole).toString().contains("writes"));
    QVERIFY(shown(2, RaceLanes::LackRole).toString().contains("reads"));
    m_race->start();
    pass(60s);
    QCOMPARE(m_race->state(), Race::Over);
    QVERIFY(m_race->outcome().isEmpty()); // there was nobody to be faster than
}

void RaceTest::nobodyCanRace() {
    m_race->setRacers({{"Reader", device(100, 0)}});
    QVERIFY(!m_race->possible());
    m_race->start();
    QCOMPARE(m_race->state(), Race::Ready);
}

void RaceTest::showsOnlyFigures() {
    m_race->setFiguresOnly(true);
    m_race->start();
    pass(3500ms);
    QCOMPARE(shown(0, RaceLanes::TokensRole).toInt(), 3);
    QVERIFY(shown(0, RaceLanes::TextRole).toString().isEmpty());
    pass(1s);
    QCOMPARE(shown(0, RaceLanes::TextRole).toString(), QString::fromUtf8("One \xC3\xBC two"));
}

void RaceTest::hasAnAnswerThatShips() {
    Race race;
    race.setRacers({{"Fast", device(1000, 100)}});
    QVERIFY(race.lanes()->answerTokens() > 100);
    QVERIFY(race.lanes()->index(0).data(RaceLanes::PromptTokensRole).toInt() > 100);
}

PERIPHERAL_QT_TEST(RaceTest, QCoreApplication)
#include "race_test.moc"
