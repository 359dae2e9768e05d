// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "timed_kiosk.h"
#include "visit/administration.h"

#include <QGuiApplication>
#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace peripheral;

namespace {

kiosk::Config withPin() {
    kiosk::Config config;
    config.pinHash = "of 2468";
    return config;
}

/// Looks only whether the PIN is 2468: hashing is kiosk_pin_test's.
bool is2468(std::string_view hash, std::string_view pin) {
    return hash == "of 2468" && pin == "2468";
}

/// An administration with a clock of its own for attempts.
struct Desk {
    explicit Desk(const kiosk::Config& config = withPin(), const Administration::Times& patience = {})
        : setup(config),
          times(patience) {}

    kiosk::PinAttempts attempts() {
        return kiosk::PinAttempts({folder.path().toStdString()},
                                  {.wall = [this] { return wall; }, .steady = [this] { return steady; }});
    }
    void pass(std::chrono::seconds time) {
        wall += time;
        steady += time;
    }
    std::unique_ptr<Administration> make() {
        return std::make_unique<Administration>(Administration::Parts{.kiosk = setup.kiosk,
                                                                      .loadedModel = setup.objects.model,
                                                                      .config = setup.config,
                                                                      .attempts = attempts(),
                                                                      .verify = verify,
                                                                      .restart = [this] { ++restarts; },
                                                                      .leave = [this] { ++left; },
                                                                      .darken = [this] { ++darkened; },
                                                                      .version = "1.2.3",
                                                                      .times = times});
    }
    /// Presses the digits and OK, and waits until they were checked.
    static void enter(Administration& administration, const QString& pin) {
        for (const QChar digit : pin)
            administration.pressDigit(digit.digitValue());
        administration.enterPin();
        QTRY_VERIFY(!administration.checking());
    }

    QTemporaryDir folder;
    TimedKiosk setup;
    Administration::Times times;
    std::chrono::system_clock::time_point wall{std::chrono::hours(500'000)};
    std::chrono::steady_clock::time_point steady{std::chrono::hours(1000)};
    std::function<bool(std::string_view, std::string_view)> verify = is2468;
    int restarts = 0, left = 0, darkened = 0;
};

} // namespace

/// The operator's way: who has the PIN gets to the page, nobody else does, and the window never waits for it.
class AdministrationTest : public QObject {
    Q_OBJECT
private slots:
    void gestureLeadsNowhereWithoutAPin();
    void rightPinLeadsToThePage();
    void pageEndsTheVisit();
    void pinIsCheckedInTheBackground();
    void wrongPinsHaveToWait();
    void waitingSurvivesARestart();
    void waitingCountsDown();
    void digitsAreTakenBack();
    void padAndPageTimeOut();
    void activityKeepsThePage();
    void lateAnswerOpensNothing();
    void endsWhenTheVisitIsErased();
    void nothingEndsWithoutThePage();
};

void AdministrationTest::gestureLeadsNowhereWithoutAPin() {
    Desk desk{kiosk::Config{}};
    const auto administration = desk.make();
    administration->openPin();
    QCOMPARE(administration->state(), Administration::Hidden);
    administration->pressDigit(1);
    administration->enterPin();
    QVERIFY(!administration->checking());
}

void AdministrationTest::rightPinLeadsToThePage() {
    Desk desk;
    const auto administration = desk.make();
    administration->openPin();
    QCOMPARE(administration->state(), Administration::Pin);
    Desk::enter(*administration, "2468");
    QCOMPARE(administration->state(), Administration::Page);
    QCOMPARE(administration->digits(), 0);
    administration->close();
    QCOMPARE(administration->state(), Administration::Hidden);
    administration->openPin(); // for the next time it is asked again
    QCOMPARE(administration->state(), Administration::Pin);
}

void AdministrationTest::pageEndsTheVisit() {
    Desk desk;
    QVERIFY(desk.setup.start());
    const auto administration = desk.make();
    desk.setup.receive();
    QVERIFY(desk.setup.kiosk.hasVisitor());
    administration->openPin();
    QVERIFY(desk.setup.kiosk.hasVisitor()); // the gesture alone does nothing to anybody
    Desk::enter(*administration, "1357");
    QVERIFY(desk.setup.kiosk.hasVisitor());
    Desk::enter(*administration, "2468");
    QVERIFY(!desk.setup.kiosk.hasVisitor());
}

void AdministrationTest::pinIsCheckedInTheBackground() {
    Desk desk;
    std::atomic<bool> goOn = false;
    std::atomic<bool> elsewhere = false;
    desk.verify = [&, here = std::this_thread::get_id()](std::string_view hash, std::string_view pin) {
        elsewhere = std::this_thread::get_id() != here;
        while (!goOn)
            std::this_thread::yield();
        return is2468(hash, pin);
    };
    const auto administration = desk.make();
    administration->openPin();
    for (const int digit : {2, 4, 6, 8})
        administration->pressDigit(digit);
    QCOMPARE(administration->digits(), 4);
    administration->enterPin();
    QVERIFY(administration->checking());
    QCOMPARE(administration->digits(), 0); // it is kept no longer than needed
    administration->pressDigit(1);
    QCOMPARE(administration->digits(), 0);
    goOn = true;
    QTRY_COMPARE(administration->state(), Administration::Page);
    QVERIFY(elsewhere);
}

void AdministrationTest::wrongPinsHaveToWait() {
    Desk desk;
    const auto administration = desk.make();
    administration->openPin();
    for (int attempt = 0; attempt < 3; ++attempt) {
        QCOMPARE(administration->waitSeconds(), 0);
        Desk::enter(*administration, "1111");
        QVERIFY(administration->wrong());
        QCOMPARE(administration->state(), Administration::Pin);
    }
    QCOMPARE(administration->waitSeconds(), 30);
    administration->pressDigit(2); // not even begun
    QCOMPARE(administration->digits(), 0);
    desk.pass(std::chrono::seconds(30));
    Desk::enter(*administration, "1111");
    QCOMPARE(administration->waitSeconds(), 60);
    desk.pass(std::chrono::seconds(60));
    Desk::enter(*administration, "2468");
    QCOMPARE(administration->state(), Administration::Page);
    QCOMPARE(administration->waitSeconds(), 0); // and nothing is counted any more
}

void AdministrationTest::waitingSurvivesARestart() {
    Desk desk;
    auto administration = desk.make();
    administration->openPin();
    for (int attempt = 0; attempt < 3; ++attempt)
        Desk::enter(*administration, "1111");
    administration = desk.make();
    administration->openPin();
    QCOMPARE(administration->waitSeconds(), 30);
    for (const int digit : {2, 4, 6, 8})
        administration->pressDigit(digit);
    administration->enterPin();
    QVERIFY(!administration->checking());
    QCOMPARE(administration->state(), Administration::Pin);
}

void AdministrationTest::waitingCountsDown() {
    Desk desk(withPin(), {.second = std::chrono::milliseconds(5)});
    const auto administration = desk.make();
    administration->openPin();
    for (int attempt = 0; attempt < 3; ++attempt)
        Desk::enter(*administration, "1111");
    QSignalSpy told(administration.get(), &Administration::pinChanged);
    desk.pass(std::chrono::seconds(12));
    QVERIFY(told.wait());
    QCOMPARE(administration->waitSeconds(), 18);
    desk.pass(std::chrono::seconds(18));
    QTRY_COMPARE(administration->waitSeconds(), 0);
    QVERIFY(told.wait()); // that there is nothing to wait for is told, too
    told.clear();
    QTest::qWait(50);
    QVERIFY(told.isEmpty());
}

void AdministrationTest::digitsAreTakenBack() {
    Desk desk;
    const auto administration = desk.make();
    administration->openPin();
    for (const int digit : {2, 4, 6, 9})
        administration->pressDigit(digit);
    administration->eraseDigit();
    QCOMPARE(administration->digits(), 3);
    Desk::enter(*administration, "8");
    QCOMPARE(administration->state(), Administration::Page);
    administration->close();
    administration->openPin();
    for (int more = 0; more < 20; ++more) // no longer than a PIN can be
        administration->pressDigit(7);
    QCOMPARE(administration->digits(), 12);
    administration->pressDigit(10);
    administration->pressDigit(-1);
    QCOMPARE(administration->digits(), 12);
}

void AdministrationTest::padAndPageTimeOut() {
    Desk desk(withPin(), {.pad = std::chrono::milliseconds(60), .page = std::chrono::milliseconds(60)});
    const auto administration = desk.make();
    administration->openPin();
    administration->pressDigit(2);
    QTRY_COMPARE(administration->state(), Administration::Hidden);
    QCOMPARE(administration->digits(), 0); // what was pressed is forgotten
    administration->openPin();
    Desk::enter(*administration, "2468");
    QCOMPARE(administration->state(), Administration::Page);
    QTRY_COMPARE(administration->state(), Administration::Hidden);
}

void AdministrationTest::activityKeepsThePage() {
    Desk desk(withPin(), {.page = std::chrono::milliseconds(1000)});
    const auto administration = desk.make();
    administration->openPin();
    Desk::enter(*administration, "2468");
    for (int step = 0; step < 10; ++step) {
        QTest::qWait(150);
        administration->noteActivity();
        QCOMPARE(administration->state(), Administration::Page);
    }
    QTRY_COMPARE(administration->state(), Administration::Hidden);
}

void AdministrationTest::lateAnswerOpensNothing() {
    Desk desk;
    std::atomic<bool> goOn = false;
    desk.verify = [&](std::string_view hash, std::string_view pin) {
        while (!goOn)
            std::this_thread::yield();
        return is2468(hash, pin);
    };
    const auto administration = desk.make();
    administration->openPin();
    for (const int digit : {2, 4, 6, 8})
        administration->pressDigit(digit);
    administration->enterPin();
    administration->close();
    administration->openPin(); // by somebody else
    goOn = true;
    QTRY_VERIFY(!administration->checking());
    QCOMPARE(administration->state(), Administration::Hidden);
}

void AdministrationTest::endsWhenTheVisitIsErased() {
    Desk desk;
    QVERIFY(desk.setup.start());
    const auto administration = desk.make();
    const auto openPage = [&] {
        administration->openPin();
        Desk::enter(*administration, "2468");
    };
    desk.setup.receive();
    openPage();
    administration->restart();
    QTRY_COMPARE(desk.restarts, 1);
    QVERIFY(desk.setup.kiosk.stage() != KioskStage::Erasing);
    administration->leave();
    QTRY_COMPARE(desk.left, 1);
    administration->darken();
    QCOMPARE(desk.darkened, 1);
    QCOMPARE(administration->state(), Administration::Hidden);
}

void AdministrationTest::nothingEndsWithoutThePage() {
    Desk desk;
    const auto administration = desk.make();
    const auto tryAll = [&] {
        administration->restart();
        administration->leave();
        administration->darken();
        QCoreApplication::processEvents();
        QCOMPARE(desk.restarts + desk.left + desk.darkened, 0);
    };
    tryAll();
    administration->openPin();
    tryAll();
}

PERIPHERAL_QT_TEST(AdministrationTest, QGuiApplication)
#include "administration_test.moc"
