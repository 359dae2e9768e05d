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
#include "visit/read_aloud.h"
#include "visit/screen_keyboard.h"
#include "visit/speaker.h"
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

/// The same program in place of this process; ends it where that fails, and whoever watches it starts it.
[[noreturn]] void startAnew(char** arguments, const QString& why) {
    qCWarning(lcKiosk, "Something of a visit is still in memory (%s): the kiosk starts anew.",
              qUtf8Printable(why));
    execv("/proc/self/exe", arguments);
    qCWarning(lcKiosk, "The kiosk cannot be started anew: %s.", std::strerror(errno));
    _exit(1);
}

QQuickWindow* showKiosk(QQmlApplicationEngine& qml, KioskObjects& objects, KioskOperator& operating,
                        ReadAloud& readAloud) {
    QVariantMap properties = objects.properties();
    properties.insert(operating.properties(objects));
    properties.insert("readAloud", QVariant::fromValue(&readAloud));
    qml.addImportPath("qrc:/qt/qml");
    qml.setInitialProperties(properties);
    qml.load(QUrl("qrc:/qt/qml/Peripheral/Kiosk/KioskWindow.qml"));
    auto* window = qobject_cast<QQuickWindow*>(qml.rootObjects().value(0));
    if (window != nullptr)
        operating.exits.keep(*window);
    return window;
}

/// Once the invitation is on the screen.
void whenShown(QQuickWindow& window, KioskService& service) {
    QObject::connect(&window, &QQuickWindow::frameSwapped, &service, &KioskService::ready,
                     static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

} // namespace

bool prepareKiosk(const Options& options, const kiosk::Config& config) {
    if (!options.fault.isEmpty())
        holdFaultSignal();
    if (const auto forbidden = kiosk::forbidCoreDumps(); !forbidden)
        qCWarning(lcKiosk, "%s", forbidden.error().c_str());
    if (config.keyboard)
        prepareScreenKeyboard();
    const auto notifier = kiosk::Notifier::ofEnvironment();
    const auto log = [](const std::string& sentence) { qCWarning(lcKiosk, "%s", sentence.c_str()); };
    const auto goOn = [&notifier] {
        notifier.status("Waiting for a touchscreen, a mouse or a keyboard");
        notifier.extendTimeout(kPatienceOfManager);
        return isAskedToEnd();
    };
    // Where there is no compositor, Qt says so itself.
    return kiosk::waitForSeat(seatOptions(), log, goOn) || !isAskedToEnd();
}

int runKiosk(const Options& options, const kiosk::Config& config, char** arguments) {
    auto replay = replayOf(options.recording);
    if (!replay)
        return 1;
    const KioskLog log(config);
    QuitOnSignal quitOnSignal;
    KioskFaults faults(options.fault);
    chooseRenderer();
    RefusedNetwork network;
    QQuickStyle::setStyle("Basic");
    Translations translations;
    const auto limit = std::make_shared<plm::ThreadLimit>();
    QQmlApplicationEngine* shown = nullptr;
    KioskService* manager = nullptr;
    const auto anew = [arguments, &manager](const QString& why) {
        manager->startsAnew();
        startAnew(arguments, why);
    };
    KioskObjects objects({.config = config,
                          .engine = *replay ? *replay : engineFor(config, limit),
                          .builtInModel = pathFromBytes(builtinModel().native()),
                          .startAnew = anew,
                          .eraseInterface =
                              [&shown] {
                                  if (shown != nullptr)
                                      eraseInterface(*shown);
                              },
                          .ownTexts = &Translations::allTexts,
                          .pace = options.pace});
    faults.setEngine(objects.engine.object());
    faults.setStartAnew([&anew] { anew("for a test"); });
    KioskService service({.engine = objects.engine, .model = objects.model, .kiosk = objects.kiosk});
    manager = &service;
    KioskOperator operating(
        {.objects = objects,
         .restart =
             [&] {
                 service.startsAnew();
                 operating.exits.leave(kiosk_exit::kStartAnew);
             },
         .tell = [](const std::string& sentence) { qCWarning(lcKiosk, "%s", sentence.c_str()); },
         .version = QString::fromStdString(std::string(kVersion))});
    ReadAloud readAloud(objects.kiosk, objects.face, config.readAloud ? makeSpeaker() : nullptr);
    QQmlApplicationEngine qml;
    shown = &qml;
    qml.setNetworkAccessManagerFactory(&network);
    translations.follow(objects.face);
    translations.retranslate(qml);
    QQuickWindow* window = showKiosk(qml, objects, operating, readAloud);
    if (window == nullptr)
        return 1;
    whenShown(*window, service);
    objects.openModel();
    prepareKioskTests(options, *window, objects.kiosk);
    // The system may end the program at any time.
    QObject::connect(&quitOnSignal, &QuitOnSignal::asked, &operating.exits, &ClosedExits::open);
    const int exitStatus = QGuiApplication::exec();
    objects.kiosk.end();
    objects.engine.stop();
    return exitStatus;
}

} // namespace peripheral
