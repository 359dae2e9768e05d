// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/engines.h"

#include "models/local_path.h"

#include <QLoggingCategory>

#include <cstdio>
#include <utility>

namespace peripheral {

namespace {

Q_LOGGING_CATEGORY(lcWeights, "peripheral.weights")

} // namespace

EngineFactory realEngine(const EngineSetup& setup) {
    plm::SessionOptions options;
    options.keptWeights.folder = setup.weights;
    options.keptWeights.budgetBytes = setup.weightsBudget;
    options.pipelineCache = setup.pipelines;
    options.threads = setup.threads;
    options.mostContext = setup.mostContext;
    options.threadLimit = setup.threadLimit;
    options.keptWeights.log = [](const std::string& sentence) {
        qCWarning(lcWeights, "%s", sentence.c_str());
    };
    return [options = std::move(options)] { return plm::makeEngine(options); };
}

std::optional<EngineFactory> replayOf(const QString& recording) {
    if (recording.isEmpty())
        return EngineFactory();
    auto read = plm::Recording::read(systemPath(recording));
    if (!read) {
        std::fprintf(stderr, "%s\n", read.error().message.c_str());
        return std::nullopt;
    }
    return EngineFactory([played = std::move(*read)] { return plm::makeFakeEngine(played); });
}

} // namespace peripheral
