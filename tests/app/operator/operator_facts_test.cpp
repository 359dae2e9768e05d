// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "timed_kiosk.h"
#include "visit/operator_facts.h"

#include <QGuiApplication>

using namespace peripheral;

namespace {

/// The value of the fact with that name; null where there is none.
QString valueOf(const QVariantList& facts, const QString& name) {
    for (const QVariant& one : facts) {
        const auto fact = one.value<OperatorFact>();
        if (fact.name == name)
            return fact.value;
    }
    return {};
}

} // namespace

/// What the operator's page says is what it is, and nothing that nobody should read.
class OperatorFactsTest : public QObject {
    Q_OBJECT
private slots:
    void settingsAreThoseOfTheFile();
    void pinHashIsNoFact();
    void countsAreNumbers();
    void machineSaysWhatIsNotMeasured();
    void modelIsTheLoadedOne();
};

void OperatorFactsTest::settingsAreThoseOfTheFile() {
    kiosk::Config config;
    config.answers = 7;
    config.name = "City Library";
    config.message = {{"de", "Frag mich"}, {"en", "Ask me"}};
    const QVariantList facts = settingsFacts(config);
    QCOMPARE(valueOf(facts, "visit/answers"), "7");
    QCOMPARE(valueOf(facts, "visit/idle"), "90");
    QVERIFY(valueOf(facts, "operator/name").contains("City Library"));
    QCOMPARE(valueOf(facts, "operator/message"), "de, en");
    QCOMPARE(valueOf(facts, "administration/corner"), "top-left");
}

void OperatorFactsTest::pinHashIsNoFact() {
    kiosk::Config config;
    config.pinHash = "$argon2id$planted";
    for (const QVariant& one : settingsFacts(config)) {
        const auto fact = one.value<OperatorFact>();
        QVERIFY(!fact.name.contains("hash"));
        QVERIFY(!fact.value.contains("planted"));
    }
}

void OperatorFactsTest::countsAreNumbers() {
    kiosk::Counts counts;
    counts.visits = 12;
    counts.answers = 34;
    counts.tokens = 5678;
    counts.answering = std::chrono::minutes(135);
    counts.hottest = 71.25;
    const QVariantList facts = countFacts(counts);
    QCOMPARE(valueOf(facts, "Visits"), "12");
    QCOMPARE(valueOf(facts, "Answers"), "34");
    QCOMPARE(valueOf(facts, "Tokens"), QLocale().toString(5678));
    QCOMPARE(valueOf(facts, "Time spent answering"), "2 h 15 min");
    QVERIFY(valueOf(facts, "Hottest so far").startsWith("71"));
}

void OperatorFactsTest::machineSaysWhatIsNotMeasured() {
    QCOMPARE(valueOf(machineFacts({}, {}, "9.9"), "Temperature"), "");
    QCOMPARE(valueOf(machineFacts({}, {}, "9.9"), "Version"), "9.9");
    QCOMPARE(valueOf(machineFacts(48.5, {}, "9.9"), "Temperature"), "48.5 °C");
    const auto memory = plm::MemoryUse{.peakResident = 0, .fileBacked = 2'000'000, .anonymous = 3'000'000};
    QVERIFY(valueOf(machineFacts({}, memory, "9.9"), "Memory of the program").contains('3'));
}

void OperatorFactsTest::modelIsTheLoadedOne() {
    TimedKiosk setup;
    QCOMPARE(valueOf(modelFacts(setup.objects.model), "Model"), "none");
    QVERIFY(setup.start());
    QCOMPARE(valueOf(modelFacts(setup.objects.model), "Model"), setup.objects.model.name());
}

PERIPHERAL_QT_TEST(OperatorFactsTest, QGuiApplication)
#include "operator_facts_test.moc"
