// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/answer_manner.h"
#include "generate/answer_stream.h"
#include "generate/context.h"
#include "generate/weight_keeper.h"
#include "generate/writer.h"
#include "model/erased_memory.h"
#include "model/loading.h"
#include "model/model_data.h"
#include "saved/saved_cache.h"

#include <plm/output_file.h>
#include <plm/session.h>

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace plm {

struct Session::Parts {
    explicit Parts(Context&& made)
        : context(std::move(made)),
          writer(context),
          afterPrompt(1, context.vocabulary()),
          keeper(context.options().keptWeights, context.model(), context.executor()) {}

    Status readPrompt(std::span<const TokenId> prompt, int kept, AnswerStream& answer,
                      const std::stop_token& stop);
    Status writeAnswer(AnswerStream& answer, const GenerationOptions& options, const std::stop_token& stop);
    void describe(const Counters& before, Statistics& statistics) const;
    [[nodiscard]] Result<saved::Form> form();

    Context context;
    Writer writer;
    LogitRows afterPrompt;
    std::string identity; ///< the model's; empty until a cache is saved or restored
    WeightKeeper keeper;
};

Session::Session(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::create(std::shared_ptr<const Model> model,
                                                 const SessionOptions& options, const LoadProgress& progress,
                                                 std::stop_token stop) {
    const WeightLoading loading{progress, std::move(stop), keptWeightsFile(options.keptWeights, *model),
                                options.keptWeights.log};
    auto context = Context::create(std::move(model), options, loading);
    if (!context)
        return tl::unexpected(context.error());
    return std::unique_ptr<Session>(new Session(std::make_unique<Parts>(std::move(*context))));
}

const Model& Session::model() const {
    return m_parts->context.model();
}

const ExecutorPlug& Session::executor() const {
    return *m_parts->context.options().executor;
}

int Session::threads() const {
    return m_parts->context.executor().threads();
}

bool Session::skipsZeros() const {
    return m_parts->context.executor().skipsZeros();
}

int Session::contextLength() const {
    return m_parts->context.cache().capacity();
}

int Session::position() const {
    return m_parts->context.size();
}

std::span<const TokenId> Session::tokens() const {
    return m_parts->context.tokens();
}

void Session::rewind(int position) {
    m_parts->context.rewind(position);
}

Status Session::erase() {
    // All buffers, as whoever has them tells; then what is to be anything but zero in them.
    for (const MemoryRegion& region : memoryRegions())
        if (region.part == MemoryPart::Activations)
            eraseMemory({reinterpret_cast<std::byte*>(region.begin), region.bytes});
    m_parts->writer.forget();
    return m_parts->context.erase();
}

std::size_t Session::cacheBytesPerToken() const {
    return m_parts->context.cache().bytesPerToken();
}

std::uint64_t Session::evaluatedTokens() const {
    return m_parts->context.counters().tokens;
}

std::vector<float> Session::activeByLayer() const {
    return m_parts->context.counters().activeShares(model().info().hyper.feedForward);
}

const Counters& Session::counters() const {
    return m_parts->context.counters();
}

SessionMemory Session::memory() const {
    const HyperParameters& hyper = model().info().hyper;
    const auto tokens = static_cast<std::uint64_t>(position());
    const std::uint64_t bytesPerToken = cacheBytesPerToken();
    SessionMemory memory;
    memory.mapped = model().data().file.bytes().size();
    memory.mappedResident = residentBytes(model().data().file.bytes());
    memory.laidOutWeights = m_parts->context.executor().laidOutBytes();
    memory.keptWeights = weightsAreKept() ? memory.laidOutWeights : 0;
    memory.cacheReserved = static_cast<std::uint64_t>(contextLength()) * bytesPerToken;
    memory.device = deviceMemory();
    memory.cacheUsed = tokens * bytesPerToken;
    memory.cacheExpanded = tokens * hyper.expandedBytesPerToken();
    return memory;
}

DeviceMemory Session::deviceMemory() const {
    const auto layers = static_cast<std::uint64_t>(model().info().hyper.layers);
    DeviceMemory memory = m_parts->context.executor().deviceMemory();
    memory.cache = static_cast<std::uint64_t>(contextLength()) * cacheBytesPerToken() / layers *
                   static_cast<std::uint64_t>(memory.layers);
    return memory;
}

std::vector<MemoryRegion> Session::memoryRegions() const {
    std::vector<MemoryRegion> regions;
    m_parts->context.addRegions(regions);
    m_parts->writer.addRegions(regions);
    m_parts->afterPrompt.addRegions(regions);
    return regions;
}

bool Session::weightsAreKept() const {
    const KeepsWeights* kept = m_parts->context.executor().keepsWeights();
    return kept != nullptr && kept->areKept();
}

void Session::keepWeights() {
    m_parts->keeper.begin();
}

void Session::awaitKeptWeights(const std::stop_token& stop) {
    m_parts->keeper.wait(stop);
}

Status Session::evaluate(std::span<const TokenId> tokens, std::span<float> logits, std::stop_token stop) {
    return m_parts->context.read(tokens, {logits}, stop);
}

/// What this session's cache is when it is saved.
Result<saved::Form> Session::Parts::form() {
    const gguf::File& file = context.model().data().file;
    if (identity.empty()) {
        const auto found = file.ifIntact<std::string>(modelIdentity(file));
        if (!found)
            return tl::unexpected(found.error());
        identity = *found;
    }
    return saved::formOf(context.cache(), toString(context.options().cache), identity);
}

Status Session::save(const std::filesystem::path& path) {
    if (auto fit = checkOutput(path, OutputKind::SavedCache, {model().info().path}); !fit)
        return fit;
    const auto form = m_parts->form();
    if (!form)
        return tl::unexpected(form.error());
    return saved::writeCache(path, *form, m_parts->context.tokens(), m_parts->context.cache());
}

std::uint64_t Session::savedBytes() const {
    const Context& context = m_parts->context;
    return saved::savedBytes(saved::formOf(context.cache(), {}, {}), context.tokens().size());
}

Result<int> Session::restore(const std::filesystem::path& path) {
    auto file = files::FileSource::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const auto form = m_parts->form();
    if (!form)
        return tl::unexpected(form.error());
    Context& context = m_parts->context;
    const auto makeCache = [&] {
        return context.executor().makeCache(contextLength(), context.options().cache);
    };
    auto restored =
        saved::readCache(*file, *form, model().info().hyper.vocabulary, contextLength(), makeCache);
    if (!restored)
        return tl::unexpected(restored.error());
    context.replace(std::move(restored->tokens), std::move(restored->cache));
    return position();
}

/// What is not in the cache; its last token's logits.
Status Session::Parts::readPrompt(std::span<const TokenId> prompt, int kept, AnswerStream& answer,
                                  const std::stop_token& stop) {
    const auto progress = [&](double done) { answer.promptRead(kept + static_cast<int>(done)); };
    afterPrompt.want(answer.candidates());
    Status read =
        context.read(prompt.subspan(static_cast<std::size_t>(kept)), afterPrompt.room(1), stop, progress);
    answer.endPrompt();
    return read;
}

/// Writes the answer to the prompt that was read. A full context and a stop are ends like others.
Status Session::Parts::writeAnswer(AnswerStream& answer, const GenerationOptions& options,
                                   const std::stop_token& stop) {
    const Continuation next = [&](const NextLogits& logits, std::span<const TokenId> before) {
        return answer.add(logits, before, stop) ? std::optional(answer.lastToken()) : std::nullopt;
    };
    writer.begin(options.draft, answer.candidates());
    // The answer's last token is not read, and its first is no guess.
    const int mostGuesses =
        options.maxTokens > 0 ? std::max(options.maxTokens - 2, 0) : std::numeric_limits<int>::max();
    const auto first = next(afterPrompt[0], context.tokens());
    const Status written = writer.write(first, mostGuesses, next, stop);
    if (written || written.error().kind != ErrorKind::ContextFull)
        return written;
    answer.end(StopReason::ContextFull);
    return {};
}

/// What the session knows of the tokens evaluated since `before`.
void Session::Parts::describe(const Counters& before, Statistics& statistics) const {
    statistics.cacheBytes = static_cast<std::uint64_t>(context.size()) * context.cache().bytesPerToken();
    statistics.zerosSkipped = context.skipsZeros();
    statistics.decoding = context.counters() - before;
    statistics.activeByLayer = statistics.decoding.activeShares(context.model().info().hyper.feedForward);
    writer.count(statistics);
}

Result<Generation> Session::generate(std::span<const TokenId> prompt, const GenerationOptions& options,
                                     const GenerationCallbacks& callbacks, std::stop_token stop) {
    Context& context = m_parts->context;
    if (prompt.empty())
        return fail(ErrorKind::BadArgument, "There is no prompt to answer.");
    if (prompt.size() > static_cast<std::size_t>(contextLength()))
        return fail(ErrorKind::ContextFull,
                    fmt::format("The conversation has {} tokens, and the model's context holds {}.",
                                prompt.size(), contextLength()));
    AnswerStream answer(model().tokenizer(), options, callbacks);
    const int kept = context.keepCommonPrefix(prompt);
    answer.beginPrompt(static_cast<int>(prompt.size()), kept);
    AnswerManner manner(context, options, callbacks);
    auto ok = m_parts->readPrompt(prompt, kept, answer, stop);
    const Counters before = context.counters();
    manner.beginWriting();
    if (ok)
        ok = m_parts->writeAnswer(answer, options, stop);
    if (!ok && ok.error().kind != ErrorKind::Cancelled)
        return tl::unexpected(ok.error());
    if (!ok)
        answer.end(StopReason::Cancelled);
    if (answer.failed())
        return fail(ErrorKind::BadFile, "The model's output is not a number; its file may be damaged.");
    Generation result = answer.finish();
    m_parts->describe(before, result.statistics);
    return result;
}

Result<Statistics> Session::replay(std::span<const TokenId> text, std::span<float> logits, bool draft,
                                   std::stop_token stop) {
    Context& context = m_parts->context;
    if (text.empty())
        return fail(ErrorKind::BadArgument, "There is no text to write.");
    if (auto ok = context.check(text, logits.size()); !ok)
        return tl::unexpected(ok.error());
    std::size_t written = 0;
    const Continuation next = [&](const NextLogits& values,
                                  std::span<const TokenId>) -> std::optional<TokenId> {
        if (++written < text.size())
            return text[written];
        std::copy_n(values.all.begin(), logits.size(), logits.begin());
        return std::nullopt;
    };
    const Counters before = context.counters();
    const auto start = std::chrono::steady_clock::now();
    m_parts->writer.begin(draft);
    if (auto ok = m_parts->writer.write(text[0], static_cast<int>(text.size()) - 1, next, stop); !ok)
        return tl::unexpected(ok.error());
    Statistics statistics;
    statistics.decodeSeconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    m_parts->describe(before, statistics);
    return statistics;
}

} // namespace plm
