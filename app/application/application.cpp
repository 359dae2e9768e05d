// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/application.h"

#include "application/built_in_dialog.h"
#include "application/display.h"
#include "application/engines.h"
#include "application/options.h"
#include "application/options_for_tests.h"
#include "application/quit_on_signal.h"
#include "application/refused_network.h"
#include "application/start.h"
#include "application/window_place.h"
#include "builtin/builtin_model.h"
#include "chat/chat_objects.h"
#include "instance/handover.h"
#include "models/local_path.h"

#include <QGuiApplication>
#include <QLoggingCategory>
#include <QQmlApplicationEngine>
#include <QQuickStyle>

#include <cstdio>
#include <optional>

namespace peripheral {

namespace {

Q_LOGGING_CATEGORY(lcInstance, "peripheral.instance")

/// The user's own engine.
EngineFactory engineFor(const Settings& settings) {
    return realEngine({.weights = weightsFolder(),
                       .weightsBudget = static_cast<std::uint64_t>(settings.weightsBudget()),
                       .pipelines = pipelinesFolder()});
}

/// The objects behind the application's window.
struct Parts : ChatObjects {
    HandoverServer handover;

    /// `replay` makes the engine; empty: the real one is used.
    Parts(const Options& options, const EngineFactory& replay)
        : ChatObjects({.settingsFile = options.dataDir + "/settings.ini",
                       .engine = [&](const Settings& read) { return replay ? replay : engineFor(read); },
                       .builtInModel = pathFromBytes(builtinModel().native()),
                       .gpus = askingByThisProgram(pipelinesFolder())}) {
        chat.setPace(options.pace);
        settings.setSaving(false);
        QObject::connect(&model, &LoadedModel::chosen, &settings, &Settings::setModelPath);
        QObject::connect(&history, &History::opened, &engine,
                         [this, dataDir = options.dataDir] { own(dataDir); });
    }

    /// What may begin when the data folder is this process's own, and not before.
    void own(const QString& dataDir) {
        settings.setSaving(true);
        saveCaches(dataDir);
        gpus.begin(systemPath(dataDir));
        if (!handover.listen(handoverAddress(dataDir)))
            qCWarning(lcInstance, "Later starts cannot hand files over to this window.");
    }
};

QQuickWindow* showWindow(QQmlApplicationEngine& qml, Parts& parts) {
    qml.addImportPath("qrc:/qt/qml");
    dressFileDialogs(qml);
    qml.setInitialProperties(parts.properties());
    qml.load(QUrl("qrc:/qt/qml/Peripheral/Desktop/Main.qml"));
    auto* window = qobject_cast<QQuickWindow*>(qml.rootObjects().value(0));
    if (window != nullptr)
        openOnItsScreen(*window);
    return window;
}

void openModel(LoadedModel& model, const QString& path) {
    if (path.isEmpty())
        model.openBuiltIn();
    else
        model.openPath(path);
}

/// Stops what runs and writes what there is; false where something could not be written, which is said.
bool finish(Parts& parts) {
    // From here on nobody answers a later start, which then waits for the folder.
    parts.handover.close();
    parts.chat.stopAll();
    parts.engine.stop();
    if (parts.storage.close())
        return true;
    std::fprintf(stderr, "%s\n",
                 qPrintable(QCoreApplication::translate("Application",
                                                        "Not all of the conversations could be saved.")));
    return false;
}

void hearLaterStarts(Parts& parts, QQuickWindow& window) {
    QObject::connect(&parts.handover, &HandoverServer::handedOver, &window,
                     [&parts, &window](const HandoverMessage& message) {
                         if (!message.file.empty())
                             openModel(parts.model, pathFromBytes(message.file));
                         bringForward(window, QString::fromStdString(message.activationToken));
                     });
}

} // namespace

int runApplication(const Options& options) {
    auto replay = replayOf(options.recording);
    if (!replay)
        return 1;
    QuitOnSignal quitOnSignal;
    Start start = begin(options);
    if (start.handedOver)
        return 0;
    Parts parts(options, *replay);
    const bool owns = start.folder.has_value();
    if (owns)
        parts.storage.open(std::move(*start.folder));
    else
        parts.storage.open(options.dataDir); // which says in the window what is wrong with it

    chooseRenderer();
    RefusedNetwork network;
    QQuickStyle::setStyle("Basic");
    QQmlApplicationEngine qml;
    qml.setNetworkAccessManagerFactory(&network);
    QQuickWindow* window = showWindow(qml, parts);
    if (window == nullptr)
        return 1;
    if (owns) // as own() does later, but the model that is opened now wants to know already
        parts.gpus.begin(systemPath(options.dataDir));
    // After the window, so that the first frame need not share the processor with it.
    openModel(parts.model, options.model.isEmpty() ? parts.settings.modelPath() : options.model);
    hearLaterStarts(parts, *window);
    prepareTests(options, *window, parts.chat);
    const int exitStatus = QGuiApplication::exec();
    return finish(parts) ? exitStatus : 1;
}

} // namespace peripheral
