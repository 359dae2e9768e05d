// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device/answer_telemetry.h"
#include "device/device_monitor.h"
#include "device/device_readings.h"
#include "models/loaded_model.h"
#include "models/local_path.h"
#include "settings/settings.h"
#include "visit/kiosk.h"
#include "visit/kiosk_face.h"
#include "visit/kiosk_greeting.h"
#include "visit/kiosk_model.h"
#include "visit/read_aloud.h"
#include "worker/engine_thread.h"

#include <QVariantMap>

#include <functional>

namespace peripheral {

/// What stands behind a kiosk's window, put together in one place for the program and for tests. Each
/// outlives those below it. GUI thread.
struct KioskObjects {
    struct Setup {
        kiosk::Config config{};
        EngineFactory engine;
        QString builtInModel;
        std::function<kiosk::Visit::Time()> clock{};         ///< as Kiosk::Parts::clock
        std::function<void(const QString& why)> startAnew{}; ///< likewise
        std::function<void()> eraseInterface{};              ///< likewise
        std::function<QStringList()> ownTexts{};             ///< likewise; beside those of the operator
        std::function<void(const std::string&)> tell{}; ///< told what the log should know, a sentence each
        Erasure::Search search = Erasure::standardSearch();
        double pace = 0; ///< likewise
        DeviceReader::Sources device{.historyBytes = &StorageThread::memoryUsed};
    };
    explicit KioskObjects(const Setup& setup)
        : config(setup.config),
          engine(setup.engine),
          model(engine, setup.builtInModel),
          deviceMonitor(setup.device),
          face(config),
          kiosk({.engine = engine,
                 .model = model,
                 .settings = settings,
                 .config = config,
                 .clock = setup.clock,
                 .startAnew = setup.startAnew,
                 .eraseInterface = setup.eraseInterface,
                 .ownTexts =
                     [this, more = setup.ownTexts] {
                         return face.allTexts() + (more ? more() : QStringList());
                     },
                 .search = setup.search,
                 .pace = setup.pace}),
          chosenModel({.kiosk = kiosk,
                       .model = model,
                       .path = pathFromBytes(config.model.native()),
                       .tell = setup.tell}) {
        settings.setScheme(schemeOf(config.scheme));
        settings.setTextScale(kUsualType * config.textScale);
        settings.setSystemPrompt(QString::fromStdString(config.systemPrompt));
        QObject::connect(&model, &LoadedModel::modelChanged, &face,
                         [this] { face.setBuiltInAnswers(model.builtIn()); });
    }

    /// Opens the operator's model, or the built-in one.
    void openModel() { chosenModel.open(); }

    /// What the window of QML is given.
    [[nodiscard]] QVariantMap properties() {
        return {{"kiosk", QVariant::fromValue(&kiosk)},
                {"face", QVariant::fromValue(&face)},
                {"loadedModel", QVariant::fromValue(&model)},
                {"settings", QVariant::fromValue(&settings)},
                {"readAloud", QVariant::fromValue(&readAloud)}};
    }

    /// People stand at an arm's length.
    static constexpr double kUsualType = 1.25;

    [[nodiscard]] static Settings::Scheme schemeOf(const std::string& name) {
        return name == "dark"            ? Settings::Dark
               : name == "high-contrast" ? Settings::HighContrast
                                         : Settings::Light;
    }

    const kiosk::Config config;
    Settings settings{QString()}; ///< written nowhere
    EngineThread engine;
    LoadedModel model;
    DeviceMonitor deviceMonitor;
    DeviceReadings deviceReadings{engine, model, deviceMonitor};
    AnswerTelemetry answerTelemetry{engine, deviceReadings};
    KioskFace face;
    Kiosk kiosk;
    KioskModel chosenModel;
    KioskGreeting greeting{kiosk, face, config.idle};
    ReadAloud readAloud{kiosk, face, config.readAloud ? makeSpeaker() : nullptr};
};

} // namespace peripheral
