// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visits.h"

#include "builtin/builtin_model.h"
#include "models/local_path.h"
#include "visit/interface_erasing.h"

#include <QFile>
#include <QQuickWindow>
#include <QTest>
#include <QThread>

namespace peripheral {

namespace {

constexpr int kPatience = 120'000;
/// Tokens a second of the real engine, which leave time to end a visit in the middle of an answer.
constexpr double kPace = 100;

/// Of many lengths, up to more than a kiosk lets through; no two visits ask the same.
QString questionOf(int number) {
    QString question = QStringLiteral("Why is the sky blue on day %1 of the year").arg(number);
    for (int more = number % 11; more > 0; --more)
        question += QStringLiteral(", and not like the leaves of tree %1 there").arg(number * more);
    return question + '?';
}

} // namespace

Visits::Visits(bool real)
    : m_objects({.config = config(),
                 .engine = real ? EngineFactory([] { return plm::makeEngine({}); }) : scripted(),
                 .builtInModel = real ? pathFromBytes(builtinModel().native()) : madeUpModel(),
                 .clock = [this] { return m_now; },
                 .startAnew = [this](const QString& why) { m_remains = why; },
                 .eraseInterface = [this] { eraseInterface(m_qml); },
                 .ownTexts = [] { return scriptedAnswer(); },
                 .pace = real ? kPace : 0}) {
    QObject::connect(&kiosk(), &Kiosk::visitErased, &kiosk(),
                     [this](bool atOnce) { m_erasedLate += atOnce ? 0 : 1; });
    m_qml.addImportPath("qrc:/qt/qml");
    m_qml.setInitialProperties(m_objects.properties());
    m_qml.load(QUrl("qrc:/qt/qml/Peripheral/Kiosk/KioskWindow.qml"));
    m_window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().value(0));
    if (m_window != nullptr)
        m_window->show();
}

kiosk::Config Visits::config() {
    kiosk::Config config;
    config.answerTokens = 40;
    return config;
}

QStringList Visits::scriptedAnswer() {
    return {"The sky is blue because ", "air scatters **blue** light ", "more than red.\n\n",
            "- morning\n- evening\n"};
}

EngineFactory Visits::scripted() {
    auto told = std::make_shared<Told>();
    told->pieces.clear();
    for (const QString& piece : scriptedAnswer())
        told->pieces.push_back(piece.toStdString());
    told->beforePiece = [this, last = static_cast<int>(told->pieces.size()) - 1](int tokens) {
        while (m_heldUp && tokens == last)
            QThread::msleep(1);
    };
    return toldEngine(told);
}

QString Visits::madeUpModel() {
    QFile file(m_folder.filePath("good.gguf"));
    if (file.open(QIODevice::WriteOnly))
        file.write("a model");
    return file.fileName();
}

bool Visits::open() {
    m_objects.openModel();
    return m_window != nullptr && QTest::qWaitForWindowExposed(m_window) &&
           QTest::qWaitFor([this] { return kiosk().obstacle() == Kiosk::None; }, kPatience);
}

QString Visits::visit(int number) {
    m_objects.face.setLanguage(m_objects.face.languages().value(number % 3));
    kiosk().begin();
    if (QString wrong = spend(static_cast<End>(number % kEnds), number); !wrong.isEmpty())
        return wrong;
    const auto over = [this] { return kiosk().stage() == KioskStage::Erased || !m_remains.isEmpty(); };
    if (!QTest::qWaitFor(over, kPatience))
        return "The visit is not erased.";
    m_now += std::chrono::seconds(3);
    kiosk().advance();
    return m_remains;
}

QString Visits::spend(End end, int number) {
    if (end != Unanswered) {
        kiosk().agree();
        return chat(end, number);
    }
    if (!idle())
        return "The note stays without a countdown.";
    letRunOut();
    return {};
}

QString Visits::chat(End end, int number) {
    if (!QTest::qWaitFor([this] { return kiosk().obstacle() == Kiosk::None; }, kPatience))
        return "Nothing can be asked.";
    const QString question = questionOf(number);
    type(question);
    if (number % 4 == 0) { // takes back what was typed, and types it again
        type(question.left(question.size() / 3));
        type(question, question.size() / 3);
    }
    m_heldUp = end == BrokenOff;
    kiosk().ask(question);
    if (!(end == BrokenOff ? waitForWords() : waitForAnswer()))
        return "No answer comes.";
    if (end == DraftLeft)
        type(QStringLiteral("And what about the nights, of which there are %1?").arg(number));
    if (end != BrokenOff && !idle())
        return "Nobody is there, and no countdown comes.";
    if (end == Finished)
        kiosk().noteActivity();
    m_brokenOff += kiosk().chat()->busy() ? 1 : 0;
    if (end == Finished || end == BrokenOff)
        kiosk().finish();
    else
        letRunOut();
    m_heldUp = false;
    return {};
}

/// As a person does, a few letters at a time; `from` are there already.
void Visits::type(const QString& text, qsizetype from) {
    constexpr qsizetype kLetters = 7;
    for (qsizetype length = from + kLetters; length < text.size() + kLetters; length += kLetters)
        kiosk().chat()->setDraft(text.left(length));
}

bool Visits::waitForAnswer() {
    const bool ended = QTest::qWaitFor([this] { return !kiosk().chat()->busy(); }, kPatience);
    QCoreApplication::processEvents();
    return ended;
}

bool Visits::waitForWords() {
    const auto begun = [this] {
        const MessageListModel& messages = *kiosk().chat()->messages();
        return messages.count() == 2 && !messages.at(1).text.isEmpty();
    };
    return QTest::qWaitFor(begun, kPatience);
}

bool Visits::idle() {
    m_now += m_objects.config.idle;
    kiosk().advance();
    QCoreApplication::processEvents();
    return kiosk().stage() == KioskStage::Countdown;
}

void Visits::letRunOut() {
    m_now += m_objects.config.countdown;
    kiosk().advance();
}

} // namespace peripheral
