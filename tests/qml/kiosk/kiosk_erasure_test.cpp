// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/freed_memory.h"
#include "kiosk/memory_search.h"
#include "kiosk_visitor.h"
#include "qt_test.h"

#include <QClipboard>
#include <QSignalSpy>

using namespace std::chrono_literals;
using namespace peripheral;

namespace {

/// What the visitor types, pastes, and begins to type but takes back. Put together anew each time, so that
/// the test keeps none of it.
QString secret(int which) {
    const QList<QStringList> words{{"amber", "giraffe", "monorail", "quartz"},
                                   {"velvet", "tractor", "lighthouse", "plum"},
                                   {"copper", "walrus", "ballroom", "fennel"}};
    return words[which].join(' ');
}

constexpr int kTyped = 0, kPasted = 1, kTakenBack = 2;

kiosk::Traces tracesOf(const QString& text) {
    kiosk::Traces traces;
    traces.addText(text.toStdString());
    return traces;
}

/// What the engine made of the conversation.
kiosk::Traces tracesOfTokens(EngineThread& engine) {
    const auto traces = std::make_shared<kiosk::Traces>();
    engine.ask(&EngineWorker::tokens).then(&engine, [traces](const std::vector<plm::TokenId>& tokens) {
        traces->addTokens(tokens);
    });
    (void)QTest::qWaitFor([&traces] { return !traces->empty(); });
    return *traces;
}

std::uint64_t hits(const kiosk::Traces& traces) {
    const auto findings = kiosk::searchMemory(traces);
    return findings ? findings->count : 0;
}

} // namespace

/// A visit whose words are there before it ends, and nowhere after.
class KioskErasureTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void leavesNothing_data();
    void leavesNothing();
    void leavesNothingOfAnAnswerThatIsBrokenOff();
    void takesNoTableForAVisitor();
    void findsWhatIsKept();
};

void KioskErasureTest::initTestCase() {
    if (kiosk::kIsSanitized)
        QSKIP("Sanitizers keep freed memory as it was.");
    QVERIFY2(qgetenv("GLIBC_TUNABLES").contains("perturb"),
             "freed memory is to be overwritten, as main() sees to");
}

void KioskErasureTest::leavesNothing_data() {
    QTest::addColumn<bool>("real");
    QTest::newRow("an engine that does as told") << false;
    QTest::newRow("the built-in model") << true;
}

void KioskErasureTest::leavesNothing() {
    QFETCH(bool, real);
    ShownKiosk shown({.realEngine = real});
    KioskVisitor visitor(shown);
    QSignalSpy erased(&shown.kiosk(), &Kiosk::visitErased);
    const kiosk::Traces typed = tracesOf(secret(kTyped)), pasted = tracesOf(secret(kPasted)),
                        takenBack = tracesOf(secret(kTakenBack));
    QCOMPARE(hits(typed), std::uint64_t{0});

    shown.beginChat();
    visitor.touch("questionArea");
    visitor.type(secret(kTakenBack));
    for (int i = 0; i < 40; ++i)
        visitor.key(Qt::Key_Backspace);
    QGuiApplication::clipboard()->setText(secret(kPasted));
    visitor.key(Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(shown.kiosk().chat()->draft().contains("lighthouse"));
    QVERIFY(hits(pasted) > 0);
    visitor.key(Qt::Key_A, Qt::ControlModifier);
    visitor.type(secret(kTyped));
    visitor.key(Qt::Key_Return);
    QTRY_COMPARE(shown.kiosk().chat()->messages()->count(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.kiosk().chat()->busy(), 60'000);
    const kiosk::Traces answered = tracesOf(shown.kiosk().chat()->messages()->at(1).text);
    const kiosk::Traces tokens = real ? tracesOfTokens(shown.engine()) : kiosk::Traces();
    QVERIFY(hits(typed) > 0);
    QVERIFY(answered.empty() || hits(answered) > 0);
    QVERIFY(!real || hits(tokens) > 0);

    visitor.touch("finishButton");
    QTRY_COMPARE_WITH_TIMEOUT(shown.kiosk().stage(), KioskStage::Erased, 60'000);
    QCOMPARE(erased.size(), 1);
    for (const auto* traces : {&typed, &pasted, &takenBack, &answered, &tokens})
        QCOMPARE(hits(*traces), std::uint64_t{0});
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
    QVERIFY(shown.newStarts().isEmpty());
}

void KioskErasureTest::leavesNothingOfAnAnswerThatIsBrokenOff() {
    ShownKiosk shown({.realEngine = true, .pace = 8});
    KioskVisitor visitor(shown);
    const kiosk::Traces typed = tracesOf(secret(kTyped));
    shown.beginChat();
    visitor.touch("questionArea");
    visitor.type(secret(kTyped));
    visitor.key(Qt::Key_A, Qt::ControlModifier);
    visitor.type("Tell me a short story about a fox."); // which takes the model longest
    visitor.key(Qt::Key_Return);
    const auto answer = [&] { return shown.kiosk().chat()->messages()->at(1).text; };
    QTRY_VERIFY_WITH_TIMEOUT(shown.kiosk().chat()->messages()->count() == 2 && answer().size() > 24, 60'000);
    QVERIFY(shown.kiosk().chat()->busy());
    const kiosk::Traces answered = tracesOf(answer());
    visitor.touch("finishButton");
    QTRY_COMPARE_WITH_TIMEOUT(shown.kiosk().stage(), KioskStage::Erased, 60'000);
    for (const auto* traces : {&typed, &answered})
        QCOMPARE(hits(*traces), std::uint64_t{0});
    QVERIFY(shown.newStarts().isEmpty());
}

/// Letters and numbers in their order lie in many tables, which are no visitor's.
void KioskErasureTest::takesNoTableForAVisitor() {
    ShownKiosk shown({.realEngine = true});
    KioskVisitor visitor(shown);
    QSignalSpy erased(&shown.kiosk(), &Kiosk::visitErased);
    shown.beginChat();
    visitor.touch("questionArea");
    visitor.type("0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 1 2 3 4 5 6 7 8 9 0");
    visitor.key(Qt::Key_Return);
    QTRY_COMPARE(shown.kiosk().chat()->messages()->count(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.kiosk().chat()->busy(), 60'000);
    visitor.touch("finishButton");
    QTRY_COMPARE_WITH_TIMEOUT(shown.kiosk().stage(), KioskStage::Erased, 60'000);
    QCOMPARE(erased.value(0).value(0), QVariant(true)); // at the first try
}

/// A search that found nothing anywhere would pass all of the above.
void KioskErasureTest::findsWhatIsKept() {
    ShownKiosk shown;
    KioskVisitor visitor(shown);
    shown.beginChat();
    const QString kept = secret(kTyped);
    visitor.touch("questionArea");
    visitor.type(kept);
    visitor.key(Qt::Key_Return);
    QTRY_COMPARE(shown.kiosk().chat()->messages()->count(), 2);
    QTRY_VERIFY(!shown.kiosk().chat()->busy());
    visitor.touch("finishButton");
    QTRY_COMPARE_WITH_TIMEOUT(shown.newStarts().size(), 1, 60'000);
    QVERIFY2(!shown.newStarts()[0].contains("giraffe"), qPrintable(shown.newStarts()[0]));
    QCOMPARE(shown.kiosk().stage(), KioskStage::Erasing);
}

PERIPHERAL_QT_TEST(KioskErasureTest, KioskApplication)
#include "kiosk_erasure_test.moc"
