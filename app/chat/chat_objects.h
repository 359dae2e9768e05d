// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chat.h"
#include "device/answer_replay.h"
#include "device/answer_telemetry.h"
#include "device/device_monitor.h"
#include "device/device_readings.h"
#include "gpu/gpus.h"
#include "history/history.h"
#include "models/loaded_model.h"
#include "models/local_path.h"
#include "permissions/permissions.h"
#include "profiles/profile_archive.h"
#include "profiling/profile_run.h"
#include "profiling/profiles.h"
#include "settings/settings.h"
#include "storage/storage_thread.h"
#include "worker/engine_thread.h"

#include <QVariantMap>

#include <cstdint>
#include <functional>
#include <optional>

namespace peripheral {

/// What stands behind a window, put together in one place for programs and tests. Each outlives those below
/// it: the engine's thread ends before the storage's, which its last words go to. GUI thread.
struct ChatObjects {
    struct Setup {
        QString settingsFile;
        std::function<EngineFactory(const Settings&)> engine; ///< asked once the settings are read
        QString builtInModel;
        Permitted permitted{}; ///< a desktop's user may do everything
        DeviceReader::Sources device{.historyBytes = &StorageThread::memoryUsed};
        std::optional<ProfileRun::Program> measuring{}; ///< else this one
        GpuAsking gpus = askingByThisProgram();
    };
    explicit ChatObjects(const Setup& setup)
        : settings(setup.settingsFile),
          permissions(setup.permitted),
          engine(setup.engine(settings)),
          model(engine, setup.builtInModel),
          gpus(engine, model, settings, setup.gpus),
          chat({.engine = engine, .history = history, .model = model, .settings = settings}),
          deviceMonitor(setup.device),
          profiles(profileArchive),
          profileRun(model, setup.measuring.value_or(ProfileRun::thisProgram(settings.weightsBudget()))) {
        QObject::connect(&chat, &Chat::answeringChanged, &profileRun, &ProfileRun::setPaused);
        QObject::connect(&profileRun, &ProfileRun::measured, &profiles, &Profiles::importText);
    }

    /// Saves latent caches of conversations in `dataDir`, which must be this process's own.
    void saveCaches(const QString& dataDir) {
        engine.tell(&EngineWorker::saveCaches,
                    {.folder = systemPath(dataDir + "/caches"),
                     .budgetBytes = static_cast<std::uint64_t>(settings.cacheBudget())});
    }
    /// What a window of QML is given.
    [[nodiscard]] QVariantMap properties() {
        return {{"chat", QVariant::fromValue(&chat)},
                {"loadedModel", QVariant::fromValue(&model)},
                {"settings", QVariant::fromValue(&settings)},
                {"deviceReadings", QVariant::fromValue(&deviceReadings)},
                {"answerTelemetry", QVariant::fromValue(&answerTelemetry)},
                {"answerReplay", QVariant::fromValue(&answerReplay)},
                {"gpus", QVariant::fromValue(&gpus)},
                {"permissions", QVariant::fromValue(&permissions)},
                {"profiles", QVariant::fromValue(&profiles)},
                {"profileRun", QVariant::fromValue(&profileRun)}};
    }

    Settings settings;
    Permissions permissions;
    StorageThread storage;
    History history{storage};
    ProfileArchive profileArchive{storage};
    EngineThread engine;
    LoadedModel model;
    Gpus gpus;
    Chat chat;
    DeviceMonitor deviceMonitor;
    DeviceReadings deviceReadings{engine, model, deviceMonitor};
    AnswerTelemetry answerTelemetry{engine, deviceReadings};
    AnswerReplay answerReplay{engine};
    Profiles profiles;
    ProfileRun profileRun;
};

} // namespace peripheral
