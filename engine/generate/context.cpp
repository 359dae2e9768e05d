// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/context.h"

#include "generate/stand_in.h"
#include "model/model_data.h"
#include "model/number_check.h"

#include <plm/threads.h>

#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <variant>

namespace plm {

Result<Context> Context::create(std::shared_ptr<const Model> model, const SessionOptions& options,
                                const WeightLoading& loading) {
    const HyperParameters& hyper = model->info().hyper;
    if (options.contextLength < 0 ||
        (options.contextLength > hyper.contextLength && !options.pastModelContext))
        return fail(ErrorKind::BadArgument,
                    fmt::format("A context of {} tokens is not possible; the model was made for {}.",
                                options.contextLength, hyper.contextLength));
    if (options.pieceTokens < 1 || options.threads < 0 || options.mostContext < 0)
        return fail(ErrorKind::BadArgument,
                    "The number of threads, of tokens a piece and of tokens at most must not be negative.");
    const int made =
        options.mostContext > 0 ? std::min(options.mostContext, hyper.contextLength) : hyper.contextLength;
    const int capacity = options.contextLength > 0 ? options.contextLength : made;
    SessionOptions used = options;
    used.threads = threadsFor(options.threads);
    used.contextLength = capacity;
    if (auto there = used.executor->check(); !there)
        return tl::unexpected(there.error());
    auto executor = model->data().file.ifIntact(used.executor->make(*model, used, loading));
    if (!executor)
        return tl::unexpected(executor.error());
    auto cache = (*executor)->makeCache(capacity, options.cache);
    if (!cache)
        return tl::unexpected(cache.error());
    return Context(std::move(model), used, loading.kept, std::move(*executor), std::move(*cache));
}

Context::Context(std::shared_ptr<const Model> model, const SessionOptions& options,
                 std::filesystem::path kept, std::unique_ptr<Executor> executor,
                 std::unique_ptr<LatentCache> cache)
    : m_model(std::move(model)),
      m_options(options),
      m_kept(std::move(kept)),
      m_executor(std::move(executor)),
      m_cache(std::move(cache)) {
    m_tokens.reserve(static_cast<std::size_t>(m_cache->capacity()));
    m_embedding.resize(static_cast<std::size_t>(m_model->info().hyper.embedding));
}

Status Context::check(std::span<const TokenId> next, std::size_t logitCount) const {
    const std::size_t size = vocabulary();
    for (const TokenId token : next)
        if (token < 0 || static_cast<std::size_t>(token) >= size)
            return fail(ErrorKind::BadArgument,
                        fmt::format("Token {} is outside the vocabulary of {} tokens.", token, size));
    if (next.size() > static_cast<std::size_t>(room()))
        return fail(ErrorKind::ContextFull,
                    fmt::format("{} tokens do not fit: the context holds {}, and {} are in use.", next.size(),
                                m_cache->capacity(), m_cache->size()));
    if (logitCount != 0 && logitCount != size && logitCount != size * next.size())
        return fail(ErrorKind::BadArgument,
                    fmt::format("Room for {} logits fits neither one nor {} tokens of {} each.", logitCount,
                                next.size(), size));
    return {};
}

/// The part of the caller's room that a piece of the tokens fills: its rows, or the last row with the last
/// piece.
LogitRoom Context::roomOfPiece(const LogitRoom& all, std::size_t total, std::size_t first,
                               std::size_t count) const {
    const std::size_t size = vocabulary(), candidates = all.candidates.size() / total;
    if (all.logits.size() == size * total)
        return {all.logits.subspan(first * size, count * size),
                all.candidates.subspan(first * candidates, count * candidates)};
    return first + count == total ? all : LogitRoom{};
}

Status Context::read(std::span<const TokenId> next, const LogitRoom& room, const std::stop_token& stop,
                     const std::function<void(double tokensDone)>& progress) {
    if (auto ok = check(next, room.logits.size()); !ok)
        return ok;
    const auto piece = static_cast<std::size_t>(m_options.pieceTokens);
    for (std::size_t first = 0; first < next.size(); first += piece) {
        const std::span<const TokenId> part = next.subspan(first, std::min(piece, next.size() - first));
        const LogitRoom wanted = roomOfPiece(room, next.size(), first, part.size());
        Batch batch{part, wanted.logits, stop, {}, m_manner.skipZeros, wanted.candidates};
        if (progress)
            batch.onLayer = [&](int layersDone) {
                const double share = static_cast<double>(layersDone) / m_model->info().hyper.layers;
                progress(static_cast<double>(first) + share * static_cast<double>(part.size()));
            };
        if (auto ok = evaluate(batch); !ok)
            return ok;
        m_tokens.insert(m_tokens.end(), part.begin(), part.end());
    }
    return {};
}

/// Executors check what they multiply with when they are made; the embedding they only look up.
Status Context::checkEmbedding(TokenId token) {
    const ModelData& data = m_model->data();
    data.weights.embedding.format->decode(data.weights.embedding.row(token), m_embedding.data(),
                                          m_embedding.size());
    if (areNumbers(m_embedding))
        return {};
    return fail(
        ErrorKind::BadFile,
        fmt::format("{}: The embedding of token {} has a value that is not a number; the file is damaged.",
                    data.file.name(), token));
}

Status Context::compute(const Batch& batch) {
    for (const TokenId token : batch.tokens)
        if (auto ok = checkEmbedding(token); !ok)
            return ok;
    Status done = computeHere(batch);
    if (!done && mayBeTheDevices(done.error())) {
        done = takeOver(done.error(), batch.stop);
        if (done)
            done = computeHere(batch);
    }
    if (m_atTakeOver) {
        m_counters = m_executor->counters() - m_atTakeOver->again;
        m_counters += m_atTakeOver->before;
    }
    return done;
}

/// Where the executor gave all logits.
void Context::findCandidatesIn(const Batch& batch) const {
    const std::size_t size = vocabulary(), rows = batch.logits.size() / size;
    const std::size_t each = batch.candidates.size() / rows;
    for (std::size_t row = 0; row < rows; ++row)
        findCandidates(batch.logits.subspan(row * size, size), batch.candidates.subspan(row * each, each));
}

namespace {

/// The first candidate of a row tells of all of its logits.
bool haveNumbers(const Batch& batch) {
    if (batch.candidates.empty())
        return areNumbers(batch.logits);
    return std::ranges::all_of(batch.candidates, [](const Candidate& one) {
        return areNumbers({&one.logit, 1});
    });
}

} // namespace

Status Context::computeHere(const Batch& batch) {
    const int before = m_cache->size();
    if (auto ok = m_executor->evaluate(batch, *m_cache); !ok)
        return ok;
    if (!batch.candidates.empty() && !m_executor->givesCandidates())
        findCandidatesIn(batch);
    if (haveNumbers(batch))
        return {};
    keepOnly(before);
    return fail(ErrorKind::BadFile,
                fmt::format("{}: The model's output is not a number; the file may be damaged.",
                            m_model->data().file.name()));
}

/// Counters are copied for those who listen only.
Status Context::computeTold(const Batch& batch) {
    if (!m_manner.onPiece)
        return compute(batch);
    const Counters before = counters();
    const Status done = compute(batch);
    if (done)
        m_manner.onPiece(counters() - before);
    return done;
}

/// Computes the batch, of which nothing stays where the files of the weights changed meanwhile.
Status Context::evaluate(const Batch& batch) {
    const int before = m_cache->size();
    Status done = computeTold(batch);
    const KeepsWeights* kept = m_executor->keepsWeights();
    for (const Status& intact : {kept != nullptr ? kept->intact() : Status(), m_model->data().file.intact()})
        if (!intact)
            done = intact;
    if (!done)
        keepOnly(before);
    return done;
}

/// Less where a stand-in was stopped before it had read as much again.
void Context::keepOnly(int size) {
    m_cache->resize(std::min(size, m_cache->size()));
}

bool Context::mayBeTheDevices(const Error& error) const {
    return m_executor->isOnDevice() && m_options.standIn != nullptr && error.kind != ErrorKind::Cancelled;
}

/// The stand-in from now on, with the tokens so far. What it reads again counts for nothing.
Status Context::takeOver(const Error& reason, const std::stop_token& stop) {
    if (m_options.onStandIn)
        m_options.onStandIn(standInSentence(reason, *m_options.standIn));
    const auto step = [this] {
        if (m_options.onStandInStep)
            m_options.onStandInStep();
    };
    auto standIn =
        makeStandIn(*m_model, m_options, {[&](double) { step(); }, stop, m_kept, m_options.keptWeights.log});
    if (!standIn)
        return fail(standIn.error().kind, fmt::format("{} {}", reason.message, standIn.error().message));
    TakeOver at{.before = m_executor->counters(), .again = {}};
    m_options.executor = m_options.standIn;
    m_cache = std::move(standIn->cache); // before the executor that made the other
    m_executor = std::move(standIn->executor);
    const Status read = readAgain(*m_executor, *m_cache, m_tokens, m_options.pieceTokens, stop, step);
    m_tokens.resize(static_cast<std::size_t>(m_cache->size()));
    at.again = m_executor->counters();
    m_atTakeOver = std::move(at);
    return read;
}

namespace {

void addRegion(std::vector<MemoryRegion>& regions, MemoryPart part, std::span<const std::byte> bytes) {
    regions.push_back({part, reinterpret_cast<std::uintptr_t>(bytes.data()), bytes.size()});
}

/// The tokenizer's tables, and the file's index of the vocabulary that they were made of.
void addVocabulary(std::vector<MemoryRegion>& regions, const ModelData& data) {
    const std::vector<MemoryRegion> tables = data.tokenizer.memoryRegions();
    regions.insert(regions.end(), tables.begin(), tables.end());
    for (const gguf::Entry& entry : data.file.metadata())
        if (const auto* array = std::get_if<gguf::Array>(&entry.value))
            addRegion(regions, MemoryPart::Vocabulary, array->strings);
}

} // namespace

void Context::addRegions(std::vector<MemoryRegion>& regions) const {
    addRegion(regions, MemoryPart::WeightsInFile, m_model->data().file.bytes());
    addVocabulary(regions, m_model->data());
    m_executor->addRegions(regions);
    addRegion(regions, MemoryPart::LatentCache, m_cache->memory());
    addRegion(regions, MemoryPart::Activations, m_tokens);
    addRegion(regions, MemoryPart::Activations, m_embedding);
}

void Context::replace(std::vector<TokenId> tokens, std::unique_ptr<LatentCache> cache) {
    m_cache = std::move(cache);
    m_tokens = std::move(tokens);
}

void Context::rewind(int size) {
    const int kept = std::clamp(size, 0, m_cache->size());
    m_cache->resize(kept);
    m_tokens.resize(static_cast<std::size_t>(kept));
}

Status Context::erase() {
    std::fill(m_tokens.begin(), m_tokens.end(), 0);
    m_tokens.clear();
    return m_cache->erase();
}

int Context::keepCommonPrefix(std::span<const TokenId> prompt) {
    const std::span<const TokenId> known = prompt.first(prompt.size() - 1);
    const auto end = std::mismatch(m_tokens.begin(), m_tokens.end(), known.begin(), known.end()).first;
    rewind(static_cast<int>(end - m_tokens.begin()));
    return size();
}

} // namespace plm
