// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_setup.h"
#include "qt_test.h"
#include "visit/read_aloud.h"

#include <QGuiApplication>
#include <QPointer>
#include <QSignalSpy>

using peripheral::KioskSetup;
using peripheral::ReadAloud;
using peripheral::kiosk::Traces;
using namespace std::chrono_literals;

namespace {

/// Remembers what it was to say, and speaks as long as a test wants.
class FakeSpeaker : public peripheral::Speaker {
public:
    explicit FakeSpeaker(QStringList voices) : m_voices(std::move(voices)) {}

    [[nodiscard]] bool speaks(const QString& language) const override { return m_voices.contains(language); }
    void say(const QString& text, const QString& language) override {
        said << text;
        languages << language;
        saying = true;
    }
    void stop() override {
        saying = false;
        ++stops;
    }
    void finishSaying() {
        saying = false;
        emit ended();
    }

    QStringList said;
    QStringList languages;
    bool saying = false;
    int stops = 0;

private:
    QStringList m_voices;
};

peripheral::kiosk::Config readingConfig() {
    peripheral::kiosk::Config config;
    config.readAloud = true;
    return config;
}

/// A kiosk with somebody in it who has had an answer.
struct Reading {
    explicit Reading(const peripheral::kiosk::Config& config = readingConfig(),
                     const QStringList& languages = {"en", "de"},
                     const std::vector<std::string>& pieces = {"An ", "answer."},
                     const peripheral::Erasure::Search& search = peripheral::Erasure::standardSearch())
        : setup(config, toldWith(pieces), search) {
        auto made = std::make_unique<FakeSpeaker>(languages);
        speaker = made.get();
        aloud = std::make_unique<ReadAloud>(setup.kiosk(), setup.face(), std::move(made));
    }
    [[nodiscard]] bool begin() { return setup.open() && setup.receive() && setup.ask("What?"); }

    static std::shared_ptr<peripheral::Told> toldWith(const std::vector<std::string>& pieces) {
        auto told = std::make_shared<peripheral::Told>();
        told->pieces = pieces;
        return told;
    }

    KioskSetup setup;
    QPointer<FakeSpeaker> speaker;
    std::unique_ptr<ReadAloud> aloud;
};

} // namespace

class ReadAloudTest : public QObject {
    Q_OBJECT

private slots:
    void readsTheLastAnswer();
    void saysWordsAndNoMarks();
    void speaksTheLanguageOfTheAnswer();
    void isSilentFromTheNextQuestionOn();
    void isSilentWhenTheVisitEnds();
    void forgetsWhatItHasSaidToTheEnd();
    void isLookedForAsItIsSpoken();
    void keepsTheVisitGoingWhileItSpeaks();
    void keepsTheShortestVisitGoing();
    void doesNotKeepItGoingForEver();
    void isNotThereWhereNobodyWantsIt();
    void isNotThereWhereNobodySpeaks();
};

void ReadAloudTest::readsTheLastAnswer() {
    Reading reading;
    QVERIFY(!reading.aloud->available());
    reading.aloud->read();
    QCOMPARE(reading.speaker->said, QStringList());
    QSignalSpy changes(reading.aloud.get(), &ReadAloud::speakingChanged);
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    QVERIFY(!reading.aloud->speaking()); // nobody asked for it
    reading.aloud->read();
    QVERIFY(reading.aloud->speaking());
    QCOMPARE(reading.speaker->said, QStringList("An answer."));
    reading.speaker->finishSaying();
    QVERIFY(!reading.aloud->speaking());
    reading.aloud->read(); // once more, and no further
    reading.aloud->stop();
    QVERIFY(!reading.speaker->saying);
    QVERIFY(!reading.aloud->speaking());
    QCOMPARE(changes.size(), 4);
}

void ReadAloudTest::saysWordsAndNoMarks() {
    Reading reading(readingConfig(), {"en"},
                    {"**Tokyo** is the _capital_.\n\n", "- one\n- two\n\n`code` <b>x</b>"});
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    reading.aloud->read();
    const QString said = reading.speaker->said.value(0);
    QVERIFY2(said.startsWith("Tokyo is the capital."), qPrintable(said));
    QVERIFY2(said.contains("one") && said.contains("two") && said.contains("code"), qPrintable(said));
    QVERIFY2(!said.contains('*') && !said.contains('_') && !said.contains('`'), qPrintable(said));
}

void ReadAloudTest::speaksTheLanguageOfTheAnswer() {
    auto config = readingConfig();
    config.modelLanguages = "de, en";
    Reading reading(config);
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    reading.aloud->read();
    QCOMPARE(reading.speaker->languages.value(0), "en");
    reading.setup.face().setLanguage("zh_CN"); // in which nobody answers: they read German
    QVERIFY(!reading.aloud->speaking());
    QTRY_VERIFY(reading.aloud->available());
    reading.aloud->read();
    QCOMPARE(reading.speaker->languages.value(1), "de");
}

void ReadAloudTest::isSilentFromTheNextQuestionOn() {
    Reading reading;
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    reading.aloud->read();
    QVERIFY(reading.setup.ask("And what else?"));
    QVERIFY(!reading.speaker->saying);
    QVERIFY(!reading.aloud->speaking());
    QTRY_VERIFY(reading.aloud->available());
}

void ReadAloudTest::isSilentWhenTheVisitEnds() {
    Reading reading;
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    reading.aloud->read();
    reading.speaker->said.clear(); // which is looked for
    reading.setup.kiosk().finish();
    QVERIFY(!reading.speaker->saying);
    QCOMPARE(reading.speaker->stops, 1); // which is what forgets
    QVERIFY(!reading.aloud->available());
    QVERIFY(reading.setup.waitForErasing());
    QCOMPARE(reading.setup.newStarts(), QStringList());
}

/// A speaker keeps its text when it has come to the end, and the kiosk would find it there visit after visit.
void ReadAloudTest::forgetsWhatItHasSaidToTheEnd() {
    Reading reading;
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    reading.aloud->read();
    reading.speaker->finishSaying();
    QVERIFY(!reading.aloud->speaking());
    QCOMPARE(reading.speaker->stops, 0);
    reading.setup.kiosk().finish();
    QCOMPARE(reading.speaker->stops, 1);
}

/// Without its marks an answer is another text, and stands in other places.
void ReadAloudTest::isLookedForAsItIsSpoken() {
    Traces seen;
    Reading reading(readingConfig(), {"en"}, {"The *very* old", " **red** house"},
                    [&](const Traces& traces, const peripheral::kiosk::SearchOptions&) {
                        seen = traces;
                        return peripheral::kiosk::Findings();
                    });
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    reading.aloud->read();
    const QString said = reading.speaker->said.value(0);
    QCOMPARE(said, "The very old red house");
    reading.setup.kiosk().finish();
    QVERIFY(reading.setup.waitForErasing());
    QVERIFY(peripheral::looksFor(seen, said));
}

void ReadAloudTest::keepsTheVisitGoingWhileItSpeaks() {
    Reading reading;
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    reading.setup.pass(89s);
    reading.aloud->read(); // as good as a touch
    reading.setup.pass(89s);
    QCOMPARE(reading.setup.kiosk().stage(), peripheral::KioskStage::Chatting);
    reading.setup.pass(2s);
    QCOMPARE(reading.setup.kiosk().stage(), peripheral::KioskStage::Countdown);
    QMetaObject::invokeMethod(reading.aloud.get(), "keepListening"); // what its timer does
    QCOMPARE(reading.setup.kiosk().stage(), peripheral::KioskStage::Chatting);
    QVERIFY(reading.aloud->speaking());
}

/// Somebody listens; that is told well within the shortest time that an operator can choose.
void ReadAloudTest::keepsTheShortestVisitGoing() {
    auto config = readingConfig();
    config.idle = 5s;
    Reading reading(config);
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    reading.aloud->read();
    reading.setup.pass(4s);
    QSignalSpy told(&reading.setup.kiosk(), &peripheral::Kiosk::countdownChanged);
    const auto* timer = reading.aloud->findChild<QTimer*>("listening");
    QVERIFY(timer != nullptr && timer->isActive());
    QVERIFY(timer->intervalAsDuration() * 2 < config.idle);
    for (int step = 0; step < 5; ++step) {
        QMetaObject::invokeMethod(reading.aloud.get(), "keepListening");
        reading.setup.pass(timer->intervalAsDuration());
    }
    QCOMPARE(reading.setup.kiosk().stage(), peripheral::KioskStage::Chatting);
    QCOMPARE(told.size(), 0);
}

void ReadAloudTest::doesNotKeepItGoingForEver() {
    Reading reading;
    QVERIFY(reading.begin());
    QTRY_VERIFY(reading.aloud->available());
    reading.aloud->read();
    for (int step = 0; step < 12; ++step)
        QMetaObject::invokeMethod(reading.aloud.get(), "keepListening");
    QVERIFY(!reading.aloud->speaking()); // a short answer, and the speaker says nothing of its end
    QVERIFY(!reading.speaker->saying);
}

void ReadAloudTest::isNotThereWhereNobodyWantsIt() {
    Reading reading{peripheral::kiosk::Config()};
    QVERIFY(reading.begin());
    QVERIFY(!reading.aloud->available());
    reading.aloud->read();
    reading.aloud->stop();
    QVERIFY(reading.speaker == nullptr); // not even made use of
}

void ReadAloudTest::isNotThereWhereNobodySpeaks() {
    Reading reading(readingConfig(), {"zh_CN"});
    QVERIFY(reading.begin());
    QVERIFY(!reading.aloud->available());
    ReadAloud nobody(reading.setup.kiosk(), reading.setup.face(), nullptr);
    QVERIFY(!nobody.available());
    nobody.read();
    QVERIFY(!nobody.speaking());
}

PERIPHERAL_QT_TEST(ReadAloudTest, QGuiApplication)

#include "read_aloud_test.moc"
