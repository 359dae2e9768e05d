// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/kiosk_application.h"

#include "application/display.h"
#include "application/engines.h"
#include "application/kiosk_faults.h"
#include "application/kiosk_for_tests.h"
#include "application/quit_on_signal.h"
#include "application/refused_network.h"
#include "builtin/builtin_model.h"
#include "kiosk/freed_memory.h"
#include "kiosk/notifier.h"
#include "kiosk/seat.h"
#include "models/local_path.h"
#include "version/version.h"
#include "visit/interface_erasing.h"
#include "visit/kiosk_log.h"
#include "visit/kiosk_objects.h"
#include "visit/kiosk_operator.h"
#include "visit/kiosk_service.h"
#include "visit/screen_keyboard.h"
#include "visit/translations.h"

#include <plm/threads.h>

#include <QGuiApplication>
#include <QLoggingCategory>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <unistd.h>
#include <utility>

namespace peripheral {

namespace {

Q_LOGGING_CATEGORY(lcKiosk, "peripheral.kiosk")

/// Bytes that the kept weights of the one model may take in the operator's folder.
constexpr std::uint64_t kWeightsBudget = 8'000'000'000;

constexpr std::chrono::seconds kPatienceOfManager{30};

kiosk::SeatOptions seatOptions() {
    return {.platform = qEnvironmentVariable("QT_QPA_PLATFORM").toStdString(),
            .display = qEnvironmentVariable("WAYLAND_DISPLAY").toStdString(),
            .runtimeFolder = qEnvironmentVariable("XDG_RUNTIME_DIR").toStdString()};
}

EngineFactory engineFor(const kiosk::Config& config, std::shared_ptr<const plm::ThreadLimit> limit) {
    const bool writes = !config.folder.empty();
    return realEngine({.weights = writes ? config.folder / "weights" : std::filesystem::path(),
                       .weightsBudget = writes ? kWeightsBudget : 0,
                       .threads = config.threads,
                       .mostContext = config.contextTokens,
                       .threadLimit = std::move(limit)});
}

void logSentence(const std::string& sentence) {
    qCWarning(lcKiosk, "%s", sentence.c_str());
}

/// A kiosk from its start to the end of the process. Each outlives those below it.
class RunningKiosk {
public:
    /// `replay` makes the engine; empty: the real one is used.
    RunningKiosk(const Options& options, const kiosk::ReadConfig& settings, const EngineFactory& replay,
                 char** arguments)
        : m_options(options),
          m_arguments(arguments),
          m_log(settings.config),
          m_faults(options.fault),
          m_objects({.config = settings.config,
                     .engine = replay ? replay : engineFor(settings.config, m_limit),
                     .builtInModel = pathFromBytes(builtinModel().native()),
                     .startAnew = [this](const QString& why) { startAnew(why); },
                     .eraseInterface = [this] { eraseInterface(m_qml); },
                     .ownTexts = &Translations::allTexts,
                     .tell = logSentence,
                     .pace = options.pace}),
          m_service({.engine = m_objects.engine, .model = m_objects.model, .kiosk = m_objects.kiosk}),
          m_operating({.objects = m_objects,
                       .restart = [this] { restart(); },
                       .setThreads = [limit = m_limit](int threads) { limit->set(threads); },
                       .tell = logSentence,
                       .faults = settings.faults,
                       .version = QString::fromStdString(std::string(kVersion))}) {
        m_faults.setEngine(m_objects.engine.object());
        m_faults.setStartAnew([this] { startAnew("for a test"); });
        m_qml.setNetworkAccessManagerFactory(&m_network);
        m_translations.follow(m_objects.face);
        m_translations.retranslate(m_qml);
        // The system may end the program at any time.
        QObject::connect(&m_quitOnSignal, &QuitOnSignal::asked, &m_operating.exits, &ClosedExits::open);
    }

    int run() {
        QQuickWindow* window = show();
        if (window == nullptr)
            return 1;
        // Once the invitation is on the screen.
        QObject::connect(window, &QQuickWindow::frameSwapped, &m_service, &KioskService::ready,
                         static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        m_objects.openModel();
        prepareKioskTests(m_options, *window, m_objects.kiosk);
        const int exitStatus = QGuiApplication::exec();
        m_objects.kiosk.end();
        m_objects.engine.stop();
        return exitStatus;
    }

private:
    QQuickWindow* show() {
        QVariantMap properties = m_objects.properties();
        properties.insert(m_operating.properties(m_objects));
        m_qml.addImportPath("qrc:/qt/qml");
        m_qml.setInitialProperties(properties);
        m_qml.load(QUrl("qrc:/qt/qml/Peripheral/Kiosk/KioskWindow.qml"));
        auto* window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().value(0));
        if (window != nullptr)
            m_operating.exits.keep(*window);
        return window;
    }
    /// The operator wants it: whoever watches the process starts it again.
    void restart() {
        m_service.startsAnew();
        m_operating.exits.leave(kiosk_exit::kStartAnew);
    }
    /// The same program in place of this process; ends it where that fails.
    [[noreturn]] void startAnew(const QString& why) {
        qCWarning(lcKiosk, "Something of a visit is still in memory (%s): the kiosk starts anew.",
                  qUtf8Printable(why));
        m_service.startsAnew();
        execv("/proc/self/exe", m_arguments);
        qCWarning(lcKiosk, "The kiosk cannot be started anew: %s.", std::strerror(errno));
        _exit(1);
    }

    const Options& m_options;
    char** m_arguments;
    KioskLog m_log;
    QuitOnSignal m_quitOnSignal;
    KioskFaults m_faults;
    Translations m_translations;
    std::shared_ptr<plm::ThreadLimit> m_limit = std::make_shared<plm::ThreadLimit>();
    KioskObjects m_objects;
    KioskService m_service;
    KioskOperator m_operating;
    RefusedNetwork m_network;
    QQmlApplicationEngine m_qml;
};

} // namespace

bool prepareKiosk(const Options& options, const kiosk::Config& config) {
    if (!options.fault.isEmpty())
        holdFaultSignal();
    if (const auto forbidden = kiosk::forbidCoreDumps(); !forbidden)
        logSentence(forbidden.error());
    if (config.keyboard)
        prepareScreenKeyboard();
    const auto notifier = kiosk::Notifier::ofEnvironment();
    const auto goOn = [&notifier] {
        notifier.status("Waiting for a touchscreen, a mouse or a keyboard");
        notifier.extendTimeout(kPatienceOfManager);
        return isAskedToEnd();
    };
    // Where there is no compositor, Qt says so itself.
    return kiosk::waitForSeat(seatOptions(), logSentence, goOn) || !isAskedToEnd();
}

int runKiosk(const Options& options, const kiosk::ReadConfig& settings, char** arguments) {
    auto replay = replayOf(options.recording);
    if (!replay)
        return 1;
    chooseRenderer();
    QQuickStyle::setStyle("Basic");
    return RunningKiosk(options, settings, *replay, arguments).run();
}

} // namespace peripheral
