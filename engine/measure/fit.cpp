// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/fit_inputs.h"

#include <plm/fit.h>
#include <plm/model_outline.h>
#include <plm/sample_statistics.h>
#include <plm/threads.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace plm {

namespace {

Status checkRange(std::string_view name, double value, double least, double most) {
    if (value >= least && value <= most)
        return {};
    return fail(ErrorKind::BadArgument,
                fmt::format("{} {}: it must be from {} to {}.", name, value, least, most));
}

/// Values from files and people: none that would make nonsense of what is computed from it.
Status check(const FitQuestion& question, const FitDevice& device) {
    constexpr double kMost = 1e18;
    constexpr int kMostTokens = 1 << 24;
    Status status = checkRange("active share", question.activeShare.value, 0, 1);
    const auto also = [&status](std::string_view name, double value, double least, double most) {
        if (status)
            status = checkRange(name, value, least, most);
    };
    also("context", question.context, 0, kMostTokens);
    also("prompt", question.promptTokens, 1, kMostTokens);
    for (const int depth : question.depths)
        also("depth", depth, 0, kMostTokens);
    if (device.memory)
        also("memory", device.memory->value, 1, kMost);
    if (device.bandwidth)
        also("bandwidth", device.bandwidth->value, 1, kMost);
    if (device.compute)
        also("compute", device.compute->value, 1, kMost);
    if (device.threads)
        also("cores", device.threads->value, 1, kMostTokens);
    if (device.rowReach)
        also("reach of a row", device.rowReach->value, 0, kMost);
    return status;
}

/// Answers a question that was checked.
class Fitting {
public:
    Fitting(const FitQuestion& question, const FitDevice& device, const ModelOutline& outline)
        : m_question(question),
          m_device(device),
          m_outline(outline),
          m_need(outline.memory(*question.session.executor)),
          m_cachePerToken(m_need.cachePerToken(question.session.cache)) {
        m_work.token = pass(1, 0).weights;
        m_work.dense = outline.pass(*question.session.executor, {.sparse = false}).weights;
        m_work.cachePerToken = static_cast<double>(m_cachePerToken);
    }

    [[nodiscard]] Fit answer() const;

private:
    [[nodiscard]] int threads() const;
    [[nodiscard]] PassNeed pass(int tokens, int depth) const {
        return m_outline.pass(
            *m_question.session.executor,
            {tokens, depth, threads(), m_question.session.sparse, m_question.activeShare.value});
    }
    [[nodiscard]] std::uint64_t embeddingAt(int context) const;
    [[nodiscard]] FitMemory memoryAt(int context) const;
    [[nodiscard]] int longestContext() const;
    [[nodiscard]] bool fitsAt(int context) const {
        return static_cast<double>(memoryAt(context).total()) <= m_device.memory->value;
    }
    [[nodiscard]] std::vector<int> depths() const;
    [[nodiscard]] FitSpeed speedAt(int depth) const;
    [[nodiscard]] const ProfiledTest* measured(BenchTest::Kind kind, int depth) const;
    void replace(Estimate& estimate, BenchTest::Kind kind, int depth) const;
    [[nodiscard]] std::optional<FitLimit> limitOf(double bytes, const Estimate& tokensPerSecond) const;

    const FitQuestion& m_question;
    const FitDevice& m_device;
    const ModelOutline& m_outline;
    const MemoryNeed m_need;
    const std::uint64_t m_cachePerToken;
    PartWork m_work;
};

/// As many as were asked for; else as the device has; else as are used here.
int Fitting::threads() const {
    if (m_question.session.threads > 0)
        return m_question.session.threads;
    return m_device.threads ? static_cast<int>(m_device.threads->value) : threadsFor(0);
}

/// Places of which each row hits one, any as likely as another: those that `context` rows have hit.
std::uint64_t Fitting::embeddingAt(int context) const {
    const auto all = static_cast<double>(m_need.weightsByRow);
    const double places = std::max(1.0, all / std::max(rowReach(m_device).value, 1.0));
    return static_cast<std::uint64_t>(all * (1 - std::pow(1 - 1 / places, context)));
}

FitMemory Fitting::memoryAt(int context) const {
    const int piece = std::min(m_question.session.pieceTokens, std::max(context, 1));
    FitMemory memory;
    memory.laidOutWeights = m_need.laidOutWeights;
    memory.inPlaceWeights = m_need.inPlaceWeights;
    memory.embedding = embeddingAt(context);
    memory.cache = static_cast<std::uint64_t>(context) * m_cachePerToken;
    memory.activations = pass(piece, context - piece).activations;
    memory.vocabulary = m_outline.vocabularyBytes();
    if (m_question.program)
        memory.program = static_cast<std::uint64_t>(m_question.program->value);
    return memory;
}

/// By halves: what is needed grows with the context.
int Fitting::longestContext() const {
    int fits = 0;
    int end = m_need.contextLength + 1; // that is not asked for
    while (end - fits > 1) {
        const int middle = fits + (end - fits) / 2;
        (fitsAt(middle) ? fits : end) = middle;
    }
    return fits;
}

/// The measurement of the same model and settings that answers it; null where there is none.
const ProfiledTest* Fitting::measured(BenchTest::Kind kind, int depth) const {
    const HyperParameters& hyper = m_outline.hyper();
    const bool isSameModel = m_device.model && m_device.model->tensorBytes == m_outline.tensorBytes() &&
                             m_device.model->layers == hyper.layers &&
                             m_device.model->feedForward == hyper.feedForward;
    const bool isSameWay = m_device.settings && m_device.settings->sparse == m_question.session.sparse &&
                           m_device.settings->cacheType == toString(m_question.session.cache) &&
                           m_device.settings->executor == m_question.session.executor->name;
    if (!isSameModel || !isSameWay)
        return nullptr;
    const auto found =
        std::find_if(m_device.tests.begin(), m_device.tests.end(), [&](const ProfiledTest& test) {
            const bool isSameWork =
                kind == BenchTest::Kind::Generation || test.test.tokens == m_question.promptTokens;
            return test.test.kind == kind && test.test.depth == depth && isSameWork && !test.seconds.empty();
        });
    return found == m_device.tests.end() ? nullptr : &*found;
}

void Fitting::replace(Estimate& estimate, BenchTest::Kind kind, int depth) const {
    if (const ProfiledTest* test = measured(kind, depth))
        estimate = {test->test.tokens / median(test->seconds),
                    Basis::Measured,
                    {{FitInput::Depth, {}, 1.0 * depth, Basis::Measured}}};
}

std::optional<FitLimit> Fitting::limitOf(double bytes, const Estimate& tokensPerSecond) const {
    if (!m_device.bandwidth || !tokensPerSecond.value)
        return std::nullopt;
    const double share = bytes * *tokensPerSecond.value / m_device.bandwidth->value;
    return share >= 0.5 ? FitLimit::Bandwidth : FitLimit::Compute;
}

std::vector<int> Fitting::depths() const {
    constexpr int kDeep = 4096;
    if (!m_question.depths.empty())
        return m_question.depths;
    return {0, std::min(kDeep, m_need.contextLength)};
}

FitSpeed Fitting::speedAt(int depth) const {
    FitSpeed speed;
    speed.depth = depth;
    const FitInputs inputs(m_device, m_question, m_work);
    speed.writing.inputs = inputs.ofWriting(depth);
    speed.reading.inputs = inputs.ofReading(depth);
    if (m_device.rates) {
        const double written = writingSeconds(*m_device.rates, m_work, depth);
        const double read = readingSeconds(*m_device.rates, m_work, m_question.promptTokens, depth);
        if (written > 0 && areKnown(m_device.rates->writing))
            speed.writing.value = 1 / written;
        if (read > 0 && areKnown(m_device.rates->reading))
            speed.reading.value = m_question.promptTokens / read;
    }
    replace(speed.writing, BenchTest::Kind::Generation, depth);
    replace(speed.reading, BenchTest::Kind::Prompt, depth);
    const PassNeed piece = pass(std::min(m_question.promptTokens, m_question.session.pieceTokens), depth);
    const double cache = m_work.cachePerToken * (depth + 1);
    speed.bytesPerToken = sumOf(m_work.token) + cache;
    speed.writingLimit = limitOf(speed.bytesPerToken, speed.writing);
    speed.readingLimit =
        limitOf((sumOf(piece.weights) + cache) / m_question.session.pieceTokens, speed.reading);
    return speed;
}

Fit Fitting::answer() const {
    Fit fit;
    fit.context = m_question.context > 0 ? m_question.context : m_need.contextLength;
    fit.memory = memoryAt(fit.context);
    const FitInputs inputs(m_device, m_question, m_work);
    fit.totalMemory.value = static_cast<double>(fit.memory.total());
    fit.totalMemory.inputs = inputs.ofMemory(fit.memory, m_need, fit.context);
    fit.longestContext.inputs = inputs.ofMemory(fit.memory, m_need, fit.context);
    if (m_device.memory) {
        fit.fits = fitsAt(fit.context);
        fit.longestContext.value = longestContext();
    }
    for (const int depth : depths())
        fit.speeds.push_back(speedAt(depth));
    if (fit.fits == false)
        fit.limit = FitLimit::Memory;
    else if (!fit.speeds.empty())
        fit.limit = fit.speeds.front().writingLimit;
    return fit;
}

} // namespace

bool Estimate::isSimulated() const {
    return std::any_of(inputs.begin(), inputs.end(),
                       [](const FitInputValue& input) { return input.basis == Basis::Simulated; });
}

std::uint64_t FitMemory::total() const {
    return laidOutWeights + inPlaceWeights + embedding + cache + activations + vocabulary + program;
}

Result<Fit> fit(const FitQuestion& question, const FitDevice& device) {
    if (const Status sound = check(question, device); !sound)
        return tl::unexpected(sound.error());
    const auto outline = ModelOutline::read(question.model);
    if (!outline)
        return tl::unexpected(outline.error());
    return Fitting(question, device, *outline).answer();
}

} // namespace plm
