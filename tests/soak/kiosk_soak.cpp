// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// kiosk_soak scripted|real VISITS [FILE.csv]: so many visits of one kiosk with its window, one after the
// other, and what the process takes after each. Status 1 where it grows: see Growth.
#include "builtin/builtin_model.h"
#include "growth.h"
#include "models/local_path.h"
#include "told_engine.h"
#include "visit/interface_erasing.h"
#include "visit/kiosk_objects.h"

#include <QFile>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace peripheral;

namespace {

constexpr int kPatience = 120'000;

/// A kiosk in its window, whose clock stands still but for what the soak lets go by.
class Soak {
public:
    explicit Soak(bool real)
        : m_objects({.config = config(),
                     .engine = real ? EngineFactory([] { return plm::makeEngine({}); }) : scripted(),
                     .builtInModel = real ? pathFromBytes(builtinModel().native()) : madeUpModel(),
                     .clock = [this] { return m_now; },
                     .startAnew = [this](const QString& why) { m_remains = why; },
                     .eraseInterface = [this] { eraseInterface(m_qml); },
                     .ownTexts = [] { return scriptedAnswer(); }}) {
        m_qml.addImportPath("qrc:/qt/qml");
        m_qml.setInitialProperties(m_objects.properties());
        m_qml.load(QUrl("qrc:/qt/qml/Peripheral/Kiosk/KioskWindow.qml"));
        m_window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().value(0));
        if (m_window != nullptr)
            m_window->show();
    }

    bool open() {
        m_objects.openModel();
        return m_window != nullptr && QTest::qWaitForWindowExposed(m_window) && waitForAsking();
    }

    /// One visit; a sentence where it goes wrong.
    QString visit(int number) {
        Kiosk& kiosk = m_objects.kiosk;
        m_objects.face.setLanguage(m_objects.face.languages().value(number % 3));
        kiosk.begin();
        kiosk.agree();
        if (!waitForAsking())
            return "Nothing can be asked.";
        ask(number);
        if (!QTest::qWaitFor([&] { return !kiosk.chat()->busy(); }, kPatience))
            return "No answer comes.";
        QCoreApplication::processEvents();
        kiosk.finish();
        const auto over = [&] { return kiosk.stage() == KioskStage::Erased || !m_remains.isEmpty(); };
        if (!QTest::qWaitFor(over, kPatience))
            return "The visit is not erased.";
        m_now += std::chrono::seconds(3);
        kiosk.advance();
        return m_remains;
    }

private:
    static kiosk::Config config() {
        kiosk::Config config;
        config.answerTokens = 40;
        return config;
    }
    /// Which the engine keeps, whoever comes.
    static QStringList scriptedAnswer() {
        return {"The sky is blue because ", "air scatters **blue** light ", "more than red.\n\n",
                "- morning\n- evening\n"};
    }
    static EngineFactory scripted() {
        auto told = std::make_shared<Told>();
        told->pieces.clear();
        for (const QString& piece : scriptedAnswer())
            told->pieces.push_back(piece.toStdString());
        return toldEngine(told);
    }
    QString madeUpModel() {
        QFile file(m_folder.filePath("good.gguf"));
        if (file.open(QIODevice::WriteOnly))
            file.write("a model");
        return file.fileName();
    }
    bool waitForAsking() {
        return QTest::qWaitFor([this] { return m_objects.kiosk.obstacle() == Kiosk::None; }, kPatience);
    }
    /// As a person does, letter by letter.
    void ask(int number) {
        Kiosk& kiosk = m_objects.kiosk;
        const QString question = QString("Why is the sky blue on day %1 of the year?").arg(number);
        for (qsizetype length = 1; length <= question.size(); length += 7)
            kiosk.chat()->setDraft(question.left(length));
        kiosk.ask(question);
    }

    QTemporaryDir m_folder;
    kiosk::Visit::Time m_now{0};
    QString m_remains;
    KioskObjects m_objects;
    QQmlApplicationEngine m_qml;
    QQuickWindow* m_window = nullptr;
};

int run(Soak& soak, int visits, const char* file) {
    if (!soak.open())
        return std::fprintf(stderr, "The kiosk does not open.\n"), 1;
    Growth growth(file);
    for (int number = 1; number <= visits; ++number) {
        if (const QString wrong = soak.visit(number); !wrong.isEmpty())
            return std::fprintf(stderr, "Visit %d: %s\n", number, qPrintable(wrong)), 1;
        growth.add(number);
    }
    return growth.report() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    QQuickStyle::setStyle("Basic");
    const QString kind = application.arguments().value(1);
    const int visits = application.arguments().value(2).toInt();
    if ((kind != "scripted" && kind != "real") || visits < 20)
        return std::fprintf(stderr, "kiosk_soak scripted|real VISITS [FILE.csv], at least 20 visits\n"), 2;
    Soak soak(kind == "real");
    return run(soak, visits, argc > 3 ? argv[3] : nullptr);
}
