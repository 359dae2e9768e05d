// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chat_objects.h"

#include "models/local_path.h"

namespace peripheral {

ChatObjects::ChatObjects(const Setup& setup)
    : settings(setup.settingsFile),
      permissions(setup.permitted),
      engine(setup.engine(settings)),
      model(engine, setup.builtInModel),
      chat({.engine = engine, .history = history, .model = model, .settings = settings}) {}

void ChatObjects::keepCaches(const QString& dataDir) {
    engine.tell(&EngineWorker::keepCaches,
                {.folder = systemPath(dataDir + "/caches"),
                 .budgetBytes = static_cast<std::uint64_t>(settings.cacheBudget())});
}

QVariantMap ChatObjects::properties() {
    return {{"chat", QVariant::fromValue(&chat)},
            {"loadedModel", QVariant::fromValue(&model)},
            {"settings", QVariant::fromValue(&settings)},
            {"permissions", QVariant::fromValue(&permissions)}};
}

} // namespace peripheral
