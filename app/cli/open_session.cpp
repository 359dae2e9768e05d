// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_session.h"

#include "gpus.h"
#include "output.h"

#include <fmt/format.h>

namespace peripheral::cli {

namespace {

/// What the model has to say goes to `log`.
plm::Result<std::shared_ptr<const plm::Model>> openModel(const std::filesystem::path& path, Terminal& log) {
    auto model = plm::Model::open(path);
    log.clearLine();
    if (model && !(*model)->info().notice.empty())
        printNote("{}", (*model)->info().notice);
    return model;
}

/// Progress goes to `log`.
plm::Result<std::unique_ptr<plm::Session>> makeSession(const std::shared_ptr<const plm::Model>& model,
                                                       const plm::SessionOptions& options, Terminal& log,
                                                       const std::stop_token& stop) {
    const auto progress = [&log](double fraction) {
        log.showLine(fmt::format("Loading the model: {:.0f} %", 100 * fraction));
    };
    auto session = plm::Session::create(model, options, progress, stop);
    log.clearLine();
    return session;
}

/// Says so where the GPU could have had more layers than there was memory for.
void notePart(const plm::Session& session, const plm::SessionOptions& options) {
    const plm::DeviceMemory device = session.deviceMemory();
    const int all = session.model().info().hyper.layers;
    if (!options.gpuLayers && device.isPartOf(all))
        printNote("The GPU has memory for {} of the {} layers; the CPU computes the others.", device.layers,
                  all);
}

/// With the mark of its start, where a GPU computes.
plm::Result<OpenedSession> begin(const std::shared_ptr<const plm::Model>& model,
                                 const plm::SessionOptions& options, Terminal& log,
                                 const std::stop_token& stop) {
    OpenedSession opened{.start = beginGpuStart(options), .session = nullptr};
    auto session = makeSession(model, options, log, stop);
    if (!session)
        return tl::unexpected(session.error());
    opened.session = std::move(*session);
    notePart(*opened.session, options);
    return opened;
}

} // namespace

plm::Result<OpenedSession> openSession(const EvaluationOptions& options, Terminal& log,
                                       const std::stop_token& stop, WhenLost whenLost) {
    auto sessionOptions = options.sessionOptions();
    if (!sessionOptions)
        return tl::unexpected(sessionOptions.error());
    if (whenLost == WhenLost::GoesOn) {
        sessionOptions->standIn = &options.executors->automatic();
        sessionOptions->onStandIn = [](const std::string& sentence) { printNote("{}", sentence); };
    }
    const auto model = openModel(options.model, log);
    if (!model)
        return tl::unexpected(model.error());
    const plm::SessionOptions asked = *sessionOptions;
    if (options.executor == "auto")
        chooseAutomatically(*options.executors, (*model)->info(), *sessionOptions);
    auto opened = begin(*model, *sessionOptions, log, stop);
    const bool wasChosen = sessionOptions->executor != asked.executor;
    if (opened || !wasChosen || opened.error().kind == plm::ErrorKind::Cancelled)
        return opened;
    printNote("{} The {} computes instead.", opened.error().message, asked.executor->words);
    return begin(*model, asked, log, stop);
}

void keepWeights(plm::Session& session, Terminal& log, const std::stop_token& stop) {
    session.keepWeights();
    log.showLine("Keeping the converted weights for the next start");
    session.awaitKeptWeights(stop);
    log.clearLine();
}

std::function<void(const plm::PromptProgress&)> promptProgress(Terminal& log) {
    return [&log](const plm::PromptProgress& progress) {
        constexpr double kWorthAWord = 0.5; // seconds
        if (progress.secondsLeft >= kWorthAWord)
            log.showLine(fmt::format("Reading the prompt: {} of {} tokens, about {:.0f} s left",
                                     progress.done, progress.total, progress.secondsLeft));
    };
}

} // namespace peripheral::cli
