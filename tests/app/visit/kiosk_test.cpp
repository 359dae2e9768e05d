// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A kiosk's visitors, from the invitation to "Erased.".
#include "kiosk/freed_memory.h"
#include "kiosk_setup.h"
#include "qt_test.h"

#include <QGuiApplication>
#include <QSignalSpy>

#include <filesystem>
#include <set>

using namespace peripheral;
using namespace std::chrono_literals;

namespace {

kiosk::Findings found(std::uint64_t count) {
    kiosk::Findings findings;
    findings.count = count;
    if (count > 0)
        findings.hits.push_back({.origin = "[heap]", .offset = 0, .encoding = kiosk::Encoding::Utf16});
    return findings;
}

/// A search that finds nothing and keeps what it was to find in `seen`, to be read when the visit is erased.
Erasure::Search remembering(kiosk::Traces& seen) {
    return [&seen](const kiosk::Traces& traces, const kiosk::SearchOptions&) {
        seen = traces;
        return kiosk::Findings();
    };
}

/// Files that this process has open, by where they lead.
std::multiset<std::string> openFiles() {
    std::multiset<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        const auto target = std::filesystem::read_symlink(entry.path(), gone).string();
        if (!gone && target.starts_with('/') && !target.starts_with("/proc") && !target.starts_with("/dev"))
            files.insert(target);
    }
    return files;
}

} // namespace

class KioskTest : public QObject {
    Q_OBJECT

private slots:
    void receivesAVisitorAndErasesTheVisit();
    void keepsNothingForTheNextVisitor();
    void countsDownOnlyWhenNobodyDoesAnything();
    void erasesInTheMiddleOfAnAnswer();
    void looksForAllThatWasSaid();
    void looksForADraftThatWasTakenBack();
    void triesAgainWhereSomethingIsFound();
    void startsAnewWhereSomethingStays();
    void startsAnewWhereMemoryCannotBeSearched();
    void limitsQuestionsAndAnswers();
    void saysWhyNothingCanBeAsked();
    void keepsNoFileOpen();
    void greetsTheNextVisitorInTheFirstLanguage();
    void greetsInTheFirstLanguageWhereNobodyBegins();
    void tellsStatistics();
};

void KioskTest::receivesAVisitorAndErasesTheVisit() {
    KioskSetup setup;
    QVERIFY(setup.open());
    QCOMPARE(setup.kiosk().stage(), KioskStage::Inviting);
    QCOMPARE(setup.kiosk().chat(), nullptr);
    setup.kiosk().begin();
    QCOMPARE(setup.kiosk().stage(), KioskStage::Consent);
    setup.kiosk().ask("Too early");
    setup.kiosk().agree();
    QCOMPARE(setup.kiosk().stage(), KioskStage::Chatting);
    QVERIFY(QTest::qWaitFor([&] { return setup.kiosk().obstacle() == Kiosk::None; }));
    QVERIFY(setup.ask("Why is the sky blue?"));
    QCOMPARE(setup.kiosk().chat()->messages()->count(), 2);
    QCOMPARE(setup.kiosk().chat()->messages()->at(1).text, QString("An answer."));
    setup.kiosk().finish();
    QCOMPARE(setup.kiosk().stage(), KioskStage::Erasing);
    QCOMPARE(setup.kiosk().chat(), nullptr);
    QVERIFY(setup.waitForErasing());
    QCOMPARE(setup.newStarts(), QStringList());
    setup.pass(2500ms);
    QCOMPARE(setup.kiosk().stage(), KioskStage::Inviting);
}

void KioskTest::keepsNothingForTheNextVisitor() {
    KioskSetup setup;
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    setup.kiosk().chat()->setDraft("A draft of somebody else's");
    QVERIFY(setup.ask("Where do I live?"));
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    setup.pass(2500ms);
    QVERIFY(setup.receive());
    QCOMPARE(setup.kiosk().chat()->messages()->count(), 0);
    QCOMPARE(setup.kiosk().chat()->draft(), QString());
    QCOMPARE(setup.kiosk().chat()->conversations()->rowCount({}), 0);
    QVERIFY(setup.ask("What did I ask?"));
    QCOMPARE(setup.told().lastMessages.size(), std::size_t{1});
}

void KioskTest::countsDownOnlyWhenNobodyDoesAnything() {
    auto told = std::make_shared<Told>();
    QSemaphore mayGoOn;
    told->beforeAnswer = [&] { mayGoOn.acquire(); };
    KioskSetup setup({}, told);
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    for (int i = 0; i < 5; ++i) {
        setup.pass(89s);
        setup.kiosk().chat()->setDraft(QString("Typing %1").arg(i));
        setup.pass(89s);
        setup.kiosk().noteActivity();
    }
    QCOMPARE(setup.kiosk().stage(), KioskStage::Chatting);
    setup.kiosk().ask("A long one");
    setup.pass(3600s);
    QCOMPARE(setup.kiosk().stage(), KioskStage::Chatting);
    mayGoOn.release();
    QVERIFY(QTest::qWaitFor([&] { return !setup.kiosk().chat()->busy(); }));
    setup.pass(89s);
    QCOMPARE(setup.kiosk().stage(), KioskStage::Chatting);
    setup.pass(1s);
    QCOMPARE(setup.kiosk().stage(), KioskStage::Countdown);
    QCOMPARE(setup.kiosk().secondsLeft(), 20);
    setup.pass(8s);
    QCOMPARE(setup.kiosk().secondsLeft(), 12);
    QCOMPARE(setup.kiosk().countdownShare(), 0.6);
    setup.kiosk().noteActivity();
    QCOMPARE(setup.kiosk().stage(), KioskStage::Chatting);
    setup.pass(90s);
    setup.pass(20s);
    QCOMPARE(setup.kiosk().stage(), KioskStage::Erasing);
    QVERIFY(setup.waitForErasing());
}

/// An answer's text has to be noted although nobody waits for its end.
void KioskTest::erasesInTheMiddleOfAnAnswer() {
    auto told = std::make_shared<Told>();
    for (int i = 0; i < 10'000; ++i)
        told->pieces.push_back(QString("piece %1 of it, ").arg(i).toStdString());
    told->beforePiece = [](int) { QThread::msleep(1); };
    kiosk::Traces seen;
    KioskSetup setup({}, told, remembering(seen));
    QString answer;
    connect(&setup.objects().engine, &EngineThread::textArrived, this,
            [&](qint64, const QString& text) { answer += text; });
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    setup.kiosk().ask("Tell me everything");
    QVERIFY(QTest::qWaitFor([&] { return answer.size() > 30; }));
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    QVERIFY(told->sampled < 10'000);
    QVERIFY(looksFor(seen, "Tell me everything"));
    QVERIFY(looksFor(seen, answer));
    setup.pass(2500ms);
    QVERIFY(setup.receive());
}

void KioskTest::looksForAllThatWasSaid() {
    kiosk::Traces seen;
    auto told = std::make_shared<Told>();
    told->pieces = {"The answer that", " nobody else may read"};
    told->tokens = {1, 90'210, 17, 4711, 5, 123'456, 42, 8080};
    KioskSetup setup({}, told, remembering(seen));
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    QVERIFY(setup.ask("My secret is a red elephant"));
    setup.kiosk().noteText("pasted from the clipboard");
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    QVERIFY(looksForTokens(seen, told->tokens));
    for (const char* text :
         {"My secret is a red elephant", "The answer that nobody else may read", "pasted from the clipboard"})
        QVERIFY2(looksFor(seen, text), text);
    QVERIFY(!looksFor(seen, "what nobody has said"));
}

void KioskTest::looksForADraftThatWasTakenBack() {
    kiosk::Traces seen;
    KioskSetup setup({}, std::make_shared<Told>(), remembering(seen));
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    const QString draft = "My password is swordfish99";
    for (int length = 1; length <= draft.size(); ++length)
        setup.kiosk().chat()->setDraft(draft.left(length));
    for (auto length = draft.size(); length >= 0; --length)
        setup.kiosk().chat()->setDraft(draft.left(length));
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    QVERIFY(looksFor(seen, draft));
}

void KioskTest::triesAgainWhereSomethingIsFound() {
    std::atomic<int> searches = 0;
    KioskSetup setup({}, std::make_shared<Told>(), [&](const kiosk::Traces&, const kiosk::SearchOptions&) {
        return found(++searches < 3 ? 1 : 0);
    });
    QSignalSpy erased(&setup.kiosk(), &Kiosk::visitErased);
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    QCOMPARE(searches.load(), 3);
    QCOMPARE(setup.newStarts(), QStringList());
    QCOMPARE(erased.value(0).value(0).toBool(), false);
}

void KioskTest::startsAnewWhereSomethingStays() {
    KioskSetup setup({}, std::make_shared<Told>(),
                     [](const kiosk::Traces&, const kiosk::SearchOptions&) { return found(2); });
    QSignalSpy failed(&setup.kiosk(), &Kiosk::erasureFailed);
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    QVERIFY(setup.ask("A word that stays in memory"));
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    QCOMPARE(setup.newStarts().size(), 1);
    QCOMPARE(failed.size(), 1);
    QVERIFY2(setup.newStarts()[0].contains("[heap]"), qPrintable(setup.newStarts()[0]));
    QVERIFY(!setup.newStarts()[0].contains("word"));
    QCOMPARE(setup.kiosk().stage(), KioskStage::Erasing);
}

void KioskTest::startsAnewWhereMemoryCannotBeSearched() {
    KioskSetup setup(
        {}, std::make_shared<Told>(),
        [](const kiosk::Traces&, const kiosk::SearchOptions&) -> tl::expected<kiosk::Findings, std::string> {
            return tl::unexpected(std::string("Memory cannot be read."));
        });
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    QCOMPARE(setup.newStarts(), QStringList("Memory cannot be read."));
}

void KioskTest::limitsQuestionsAndAnswers() {
    kiosk::Config config;
    config.questionCharacters = 10;
    config.answerTokens = 7;
    config.answers = 2;
    KioskSetup setup(config);
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    QCOMPARE(setup.kiosk().answersLeft(), 2);
    setup.kiosk().ask("   ");
    QCOMPARE(setup.kiosk().answersLeft(), 2);
    QVERIFY(setup.ask("0123456789abc"));
    QCOMPARE(setup.told().lastMessages.back().content, std::string("0123456789"));
    QCOMPARE(setup.told().lastOptions.maxTokens, 7);
    QVERIFY(QTest::qWaitFor([&] { return setup.kiosk().obstacle() == Kiosk::None; }));
    QVERIFY(setup.ask("Again"));
    QCOMPARE(setup.kiosk().answersLeft(), 0);
    QCOMPARE(setup.kiosk().obstacle(), Kiosk::AnswersUsed);
    setup.kiosk().ask("Once more");
    QCOMPARE(setup.kiosk().chat()->messages()->count(), 4);
}

void KioskTest::saysWhyNothingCanBeAsked() {
    auto told = std::make_shared<Told>();
    QSemaphore mayGoOn;
    told->beforeAnswer = [&] { mayGoOn.acquire(); };
    KioskSetup setup({}, told);
    QVERIFY(setup.kiosk().obstacle() != Kiosk::None);
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    setup.kiosk().setHeat(true, true);
    QCOMPARE(setup.kiosk().obstacle(), Kiosk::Hot);
    QVERIFY(setup.kiosk().warm());
    setup.kiosk().ask("Too hot");
    QCOMPARE(setup.kiosk().chat()->messages()->count(), 0);
    setup.kiosk().setHeat(false, false);
    setup.kiosk().ask("Now");
    QCOMPARE(setup.kiosk().obstacle(), Kiosk::Answering);
    mayGoOn.release();
    QVERIFY(QTest::qWaitFor([&] { return setup.kiosk().obstacle() == Kiosk::None; }));
}

void KioskTest::keepsNoFileOpen() {
    KioskSetup setup;
    QVERIFY(setup.open());
    const auto before = openFiles();
    QVERIFY(setup.receive());
    QVERIFY(setup.ask("Is this written anywhere?"));
    QVERIFY(openFiles() == before);
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    QVERIFY(openFiles() == before);
}

void KioskTest::greetsTheNextVisitorInTheFirstLanguage() {
    kiosk::Config config;
    config.languages = {"de", "en"};
    KioskSetup setup(config);
    QVERIFY(setup.open());
    QCOMPARE(setup.face().language(), QString("de"));
    setup.face().setLanguage("zh_CN");
    QCOMPARE(setup.face().language(), QString("de"));
    setup.face().setLanguage("en");
    QVERIFY(setup.receive());
    QCOMPARE(setup.face().language(), QString("en"));
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    QCOMPARE(setup.face().language(), QString("en"));
    setup.pass(2500ms);
    QCOMPARE(setup.face().language(), QString("de"));
}

void KioskTest::greetsInTheFirstLanguageWhereNobodyBegins() {
    kiosk::Config config;
    config.languages = {"de", "en"};
    config.idle = 3s;
    KioskSetup setup(config);
    setup.face().setLanguage("en");
    QTest::qWait(300);
    QCOMPARE(setup.face().language(), QString("en"));
    QTRY_COMPARE(setup.face().language(), QString("de"));
    QVERIFY(setup.open());
    setup.face().setLanguage("en"); // by somebody who begins
    QVERIFY(setup.receive());
    QTest::qWait(3200);
    QCOMPARE(setup.face().language(), QString("en"));
}

void KioskTest::tellsStatistics() {
    KioskSetup setup;
    QSignalSpy began(&setup.kiosk(), &Kiosk::visitBegan);
    QSignalSpy answered(&setup.kiosk(), &Kiosk::answered);
    QSignalSpy erased(&setup.kiosk(), &Kiosk::visitErased);
    QVERIFY(setup.open());
    QVERIFY(setup.receive());
    QVERIFY(setup.ask("How many tokens?"));
    setup.kiosk().finish();
    QVERIFY(setup.waitForErasing());
    QCOMPARE(began.size(), 1);
    QCOMPARE(answered.size(), 1);
    QCOMPARE(answered[0][0].toInt(), 2);
    QCOMPARE(erased.size(), 1);
}

PERIPHERAL_QT_TEST(KioskTest, QGuiApplication)
#include "kiosk_test.moc"
