// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker/engine_worker.h"

#include "worker/answer_stream.h"

#include <plm/shown_text.h>

#include <QCoreApplication>
#include <QLoggingCategory>

#include <exception>
#include <new>

namespace peripheral {

namespace {

Q_LOGGING_CATEGORY(lcWorker, "peripheral.worker")

/// Where translators find the sentences.
struct EngineWorkerText {
    Q_DECLARE_TR_FUNCTIONS(EngineWorker)
};

/// Runs `task`, which gives a plm::Result, and turns whatever it throws into an error.
template <class Task>
auto guarded(Task task) -> decltype(task()) {
    try {
        return task();
    } catch (const std::bad_alloc&) {
        return plm::fail(plm::ErrorKind::OutOfMemory,
                         EngineWorkerText::tr("There is not enough memory for this.").toStdString());
    } catch (const std::exception& exception) {
        return plm::fail(plm::ErrorKind::Io, EngineWorkerText::tr("The engine failed: %1")
                                                 .arg(QString::fromUtf8(exception.what()))
                                                 .toStdString());
    }
}

/// Says what went wrong to the log, with a saved cache or with figures: nothing that was written is lost.
template <class Task>
void logged(Task task) {
    if (const plm::Status done = guarded(task); !done)
        qCWarning(lcWorker, "%s", done.error().message.c_str());
}

EngineFailure toFailure(const plm::Error& error) {
    return {.kind = error.kind, .sentence = QString::fromStdString(plm::shownText(error.message))};
}

} // namespace

EngineWorker::EngineWorker(EngineFactory makeEngine)
    : m_makeEngine(std::move(makeEngine)),
      m_idle(new QTimer(this)) {
    m_idle->setSingleShot(true);
    connect(m_idle, &QTimer::timeout, this, &EngineWorker::saveCache);
    qRegisterMetaType<plm::PromptProgress>();
    qRegisterMetaType<AnswerReadings>();
    qRegisterMetaType<EngineMemory>();
    qRegisterMetaType<AnswerRequest>();
    qRegisterMetaType<ExecutorFacts>();
    qRegisterMetaType<plm::Generation>();
}

EngineWorker::~EngineWorker() = default;

plm::Engine& EngineWorker::engine() {
    if (!m_engine) {
        m_engine = m_makeEngine();
        m_engine->setExecutor(
            [this](const plm::ModelInfo& model) { return m_executor.choose(m_wish, model); },
            [this](const std::string& sentence) { standIn(sentence); }, [this] { noteProgress(); });
    }
    return *m_engine;
}

void EngineWorker::noteProgress() {
    if (m_progress.due())
        emit progressed();
}

/// The engine's own name for it comes later.
void EngineWorker::standIn(const std::string& sentence) {
    m_executor.standIn(sentence);
    emit executorChanged(m_executor.facts(plm::builtInExecutors().automatic().words));
}

LoadReply EngineWorker::open(const LoadRequest& request) {
    if (isWatched())
        emit memoryChanged({.settled = false});
    LoadReply reply = load(request);
    if (reply)
        emit modelOpened();
    if (isWatched())
        tellMemory();
    return reply;
}

LoadReply EngineWorker::load(const LoadRequest& request) {
    saveCache();
    Throttle throttle(TellingPace::kShortest);
    const auto progress = [&](double fraction) {
        noteProgress();
        if (throttle.due())
            emit loadProgressed(request.id, fraction);
    };
    m_wish = request.executor;
    auto opened = guarded([&]() -> plm::Result<OpenedModel> {
        auto info = engine().open(request.path, progress, request.stop.get_token());
        if (!info)
            return tl::unexpected(info.error());
        m_executor.opened(engine().deviceMemory(), info->hyper.layers);
        return OpenedModel{std::move(*info), engine().contextLength(),
                           m_executor.facts(engine().executorName())};
    });
    if (!opened)
        return tl::unexpected(toFailure(opened.error()));
    m_caches.reset();
    m_hyper = opened->info.hyper;
    return std::move(*opened);
}

AnswerReply EngineWorker::answer(const AnswerRequest& request) {
    if (request.stop.stop_requested()) {
        plm::Generation nothing;
        nothing.reason = plm::StopReason::Cancelled;
        emit answerEnded(request, nothing);
        return nothing;
    }
    m_idle->stop();
    if (!request.silent)
        logged([&] { return m_caches.begin(engine(), request.conversation); });
    AnswerReply reply = generate(request);
    if (reply && !request.silent)
        m_caches.answered();
    if (m_caches.hasUnsaved())
        m_idle->start();
    emit answerEnded(request, reply ? *reply : plm::Generation());
    return reply;
}

AnswerReply EngineWorker::generate(const AnswerRequest& request) {
    AnswerStream stream(*this, request, ReadingSums(request, ++m_answers, m_hyper.feedForward));
    auto generation = guarded([&]() -> plm::Result<plm::Generation> {
        auto result =
            engine().answer(request.messages, request.options, stream.callbacks(), request.stop.get_token());
        stream.finish();
        m_executor.answered();
        return result;
    });
    if (!generation)
        return tl::unexpected(describe(generation.error(), request));
    return std::move(*generation);
}

void EngineWorker::tellMemory() {
    logged([this]() -> plm::Status {
        const plm::Engine& present = engine();
        emit memoryChanged({.regions = present.memoryRegions(),
                            .device = present.deviceMemory(),
                            .layers = m_hyper.layers,
                            .cacheTokens = present.position(),
                            .contextLength = present.contextLength(),
                            .cacheBytesPerToken = present.cacheBytesPerToken(),
                            .expandedBytesPerToken = m_hyper.expandedBytesPerToken()});
        return {};
    });
}

EngineFailure EngineWorker::describe(const plm::Error& error, const AnswerRequest& request) {
    EngineFailure failure = toFailure(error);
    if (error.kind != plm::ErrorKind::ContextFull)
        return failure;
    failure.contextLength = engine().contextLength();
    failure.tokens = guarded([&] { return engine().countTokens(request.messages); }).value_or(0);
    return failure;
}

std::optional<int> EngineWorker::countTokens(const std::vector<plm::ChatMessage>& messages) {
    const auto tokens = guarded([&] { return engine().countTokens(messages); });
    return tokens ? std::optional(*tokens) : std::nullopt;
}

void EngineWorker::saveCaches(const CacheRequest& request) {
    m_idle->setInterval(request.idle);
    logged([&] { return m_caches.open(request.folder, request.budgetBytes); });
}

void EngineWorker::saveCache() {
    m_idle->stop();
    logged([&]() -> plm::Status { return m_caches.hasUnsaved() ? m_caches.save(engine()) : plm::Status(); });
}

std::vector<plm::TokenId> EngineWorker::tokens() {
    if (!m_engine)
        return {};
    const auto read =
        guarded([this]() -> plm::Result<std::vector<plm::TokenId>> { return m_engine->tokens(); });
    return read.value_or(std::vector<plm::TokenId>());
}

EraseReply EngineWorker::erase() {
    m_idle->stop();
    m_caches.reset();
    if (!m_engine)
        return {};
    const plm::Status erased = guarded([this] { return m_engine->erase(); });
    if (!erased)
        return tl::unexpected(toFailure(erased.error()));
    return {};
}

void EngineWorker::forget(qint64 conversation) {
    logged([&] { return m_caches.forget(conversation); });
    emit conversationForgotten(conversation);
}

} // namespace peripheral

#include "moc_engine_worker.cpp"
