// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/answer_stream.h"
#include "generate/make_executor.h"
#include "model/model_data.h"
#include "model/model_identity.h"
#include "model/page_in.h"
#include "saved/saved_cache.h"

#include <plm/session.h>

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace plm {

/// `tokens` are those in the cache, one for one.
struct Session::Parts {
    std::shared_ptr<const Model> model;
    SessionOptions options;
    LatentCache cache;
    std::unique_ptr<Executor> executor;
    std::vector<TokenId> tokens;
    std::vector<float> logits; ///< V
    std::string identity;      ///< the model's; empty until a cache is saved or restored

    [[nodiscard]] int vocabulary() const { return model->info().hyper.vocabulary; }
    [[nodiscard]] Status check(std::span<const TokenId> next, std::size_t logitCount) const;
    [[nodiscard]] std::span<float> logitsOfPiece(std::span<float> all, std::size_t total, std::size_t first,
                                                 std::size_t count) const;
    Status read(std::span<const TokenId> next, std::span<float> wanted, const std::stop_token& stop,
                const std::function<void(double tokensDone)>& progress);
    int keepCommonPrefix(std::span<const TokenId> prompt);
    [[nodiscard]] saved::Form form();
};

Session::Session(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::create(std::shared_ptr<const Model> model,
                                                 const SessionOptions& options) {
    const HyperParameters& hyper = model->info().hyper;
    if (options.contextLength < 0 ||
        (options.contextLength > hyper.contextLength && !options.pastModelContext))
        return fail(ErrorKind::BadArgument,
                    fmt::format("A context of {} tokens is not possible; the model was made for {}.",
                                options.contextLength, hyper.contextLength));
    if (options.pieceTokens < 1 || options.threads < 0)
        return fail(ErrorKind::BadArgument,
                    "The number of threads and of tokens a piece must not be negative.");
    const int capacity = options.contextLength > 0 ? options.contextLength : hyper.contextLength;
    auto cache = LatentCache::create(hyper, capacity, options.cache);
    if (!cache)
        return tl::unexpected(cache.error());
    auto executor = makeExecutor(*model, options);
    if (!executor)
        return tl::unexpected(executor.error());
    auto parts = std::make_unique<Parts>(
        Parts{std::move(model), options, std::move(*cache), std::move(*executor), {}, {}, {}});
    parts->logits.resize(static_cast<std::size_t>(parts->vocabulary()));
    parts->tokens.reserve(static_cast<std::size_t>(capacity));
    return std::unique_ptr<Session>(new Session(std::move(parts)));
}

const Model& Session::model() const {
    return *m_parts->model;
}

ExecutorKind Session::executor() const {
    return m_parts->options.executor == ExecutorKind::Auto ? ExecutorKind::Cpu : m_parts->options.executor;
}

int Session::threads() const {
    return m_parts->executor->threads();
}

bool Session::skipsZeros() const {
    return m_parts->executor->skipsZeros();
}

int Session::contextLength() const {
    return m_parts->cache.capacity();
}

int Session::position() const {
    return m_parts->cache.size();
}

void Session::rewind(int position) {
    const int kept = std::clamp(position, 0, m_parts->cache.size());
    m_parts->cache.resize(kept);
    m_parts->tokens.resize(static_cast<std::size_t>(kept));
}

std::size_t Session::cacheBytesPerToken() const {
    return m_parts->cache.bytesPerToken();
}

std::uint64_t Session::evaluatedTokens() const {
    return m_parts->executor->counters().tokens;
}

std::vector<float> Session::activeByLayer() const {
    return m_parts->executor->counters().activeShares(m_parts->model->info().hyper.feedForward);
}

const Counters& Session::counters() const {
    return m_parts->executor->counters();
}

Profile Session::profile() const {
    const HyperParameters& hyper = m_parts->model->info().hyper;
    const auto tokens = static_cast<std::uint64_t>(position());
    const std::uint64_t bytesPerToken = cacheBytesPerToken();
    Profile profile{m_parts->executor->counters(), {}};
    profile.memory.mapped = m_parts->model->data().file.bytes().size();
    profile.memory.mappedResident = residentBytes(m_parts->model->data().file.bytes());
    profile.memory.convertedWeights = m_parts->executor->convertedBytes();
    profile.memory.cacheReserved = static_cast<std::uint64_t>(contextLength()) * bytesPerToken;
    profile.memory.cacheUsed = tokens * bytesPerToken;
    profile.memory.cacheExpanded = tokens * hyper.expandedBytesPerToken();
    return profile;
}

Status Session::evaluate(std::span<const TokenId> tokens, std::span<float> logits, std::stop_token stop) {
    return m_parts->read(tokens, logits, stop, {});
}

Status Session::Parts::check(std::span<const TokenId> next, std::size_t logitCount) const {
    const auto size = static_cast<std::size_t>(vocabulary());
    for (const TokenId token : next)
        if (token < 0 || token >= vocabulary())
            return fail(ErrorKind::BadArgument,
                        fmt::format("Token {} is outside the vocabulary of {} tokens.", token, size));
    const int room = cache.capacity() - cache.size();
    if (next.size() > static_cast<std::size_t>(room))
        return fail(ErrorKind::ContextFull,
                    fmt::format("{} tokens do not fit: the context holds {}, and {} are in use.", next.size(),
                                cache.capacity(), cache.size()));
    if (logitCount != 0 && logitCount != size && logitCount != size * next.size())
        return fail(ErrorKind::BadArgument,
                    fmt::format("Room for {} logits fits neither one nor {} tokens of {} each.", logitCount,
                                next.size(), size));
    return {};
}

/// The part of the caller's logits that a piece of the tokens fills: its rows, or the last row with the last
/// piece.
std::span<float> Session::Parts::logitsOfPiece(std::span<float> all, std::size_t total, std::size_t first,
                                               std::size_t count) const {
    const auto size = static_cast<std::size_t>(vocabulary());
    if (all.size() == size * total)
        return all.subspan(first * size, count * size);
    return first + count == total ? all : std::span<float>();
}

Status Session::Parts::read(std::span<const TokenId> next, std::span<float> wanted,
                            const std::stop_token& stop,
                            const std::function<void(double tokensDone)>& progress) {
    if (auto ok = check(next, wanted.size()); !ok)
        return ok;
    const auto piece = static_cast<std::size_t>(options.pieceTokens);
    for (std::size_t first = 0; first < next.size(); first += piece) {
        const std::span<const TokenId> part = next.subspan(first, std::min(piece, next.size() - first));
        Batch batch{part, logitsOfPiece(wanted, next.size(), first, part.size()), stop, {}};
        if (progress)
            batch.onLayer = [&](int layersDone) {
                const double share = static_cast<double>(layersDone) / model->info().hyper.layers;
                progress(static_cast<double>(first) + share * static_cast<double>(part.size()));
            };
        if (auto ok = executor->evaluate(batch, cache); !ok)
            return ok;
        tokens.insert(tokens.end(), part.begin(), part.end());
    }
    return {};
}

/// Forgets what differs from `prompt`, and its last token in any case, whose logits are needed. Returns what
/// is kept.
int Session::Parts::keepCommonPrefix(std::span<const TokenId> prompt) {
    const std::span<const TokenId> known = prompt.first(prompt.size() - 1);
    const auto end = std::mismatch(tokens.begin(), tokens.end(), known.begin(), known.end()).first;
    const auto kept = static_cast<std::size_t>(end - tokens.begin());
    tokens.resize(kept);
    cache.resize(static_cast<int>(kept));
    return static_cast<int>(kept);
}

/// What this session's cache is when it is saved.
saved::Form Session::Parts::form() {
    if (identity.empty())
        identity = modelIdentity(model->data().file);
    return saved::formOf(cache, toString(options.cache), identity);
}

Status Session::save(const std::filesystem::path& path) {
    return saved::writeCache(path, m_parts->form(), m_parts->tokens, m_parts->cache);
}

std::uint64_t Session::savedBytes() const {
    return saved::savedBytes(saved::formOf(m_parts->cache, {}, {}), m_parts->tokens.size());
}

Result<int> Session::restore(const std::filesystem::path& path) {
    auto file = saved::FileSource::open(path);
    if (!file)
        return tl::unexpected(file.error());
    auto restored = saved::readCache(*file, m_parts->form(), m_parts->model->info().hyper, m_parts->cache);
    if (!restored)
        return tl::unexpected(restored.error());
    m_parts->cache = std::move(restored->cache);
    m_parts->tokens = std::move(restored->tokens);
    return position();
}

Result<Generation> Session::generate(std::span<const TokenId> prompt, const GenerationOptions& options,
                                     const GenerationCallbacks& callbacks, std::stop_token stop) {
    Parts& parts = *m_parts;
    if (prompt.empty())
        return fail(ErrorKind::BadArgument, "There is no prompt to answer.");
    if (prompt.size() > static_cast<std::size_t>(contextLength()))
        return fail(ErrorKind::ContextFull,
                    fmt::format("The conversation has {} tokens, and the model's context holds {}.",
                                prompt.size(), contextLength()));
    AnswerStream answer(parts.model->tokenizer(), options, callbacks);
    const int kept = parts.keepCommonPrefix(prompt);
    answer.beginPrompt(static_cast<int>(prompt.size()), kept);
    const auto progress = [&](double done) { answer.promptRead(kept + static_cast<int>(done)); };
    auto ok = parts.read(prompt.subspan(static_cast<std::size_t>(kept)), parts.logits, stop, progress);
    answer.endPrompt();
    const Counters before = parts.executor->counters();
    while (ok && answer.add(parts.logits, parts.tokens, stop)) {
        if (position() == contextLength()) {
            answer.end(StopReason::ContextFull);
            break;
        }
        const TokenId token = answer.lastToken();
        ok = parts.read({&token, 1}, parts.logits, stop, {});
    }
    if (!ok && ok.error().kind != ErrorKind::Cancelled)
        return tl::unexpected(ok.error());
    if (!ok)
        answer.end(StopReason::Cancelled);
    if (answer.failed())
        return fail(ErrorKind::BadFile, "The model's output is not a number; its file may be damaged.");
    Generation result = answer.finish();
    result.statistics.cacheBytes = static_cast<std::uint64_t>(position()) * parts.cache.bytesPerToken();
    result.statistics.zerosSkipped = skipsZeros();
    result.statistics.decoding = parts.executor->counters() - before;
    result.statistics.activeByLayer =
        result.statistics.decoding.activeShares(parts.model->info().hyper.feedForward);
    return result;
}

} // namespace plm
