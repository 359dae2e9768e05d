// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/measure_gpu.h"

#include <plm/executors.h>
#include <plm/session.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <vector>

namespace plm::gpu {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPrompt = 128;  ///< tokens that are read together, as many as fill the largest tiles
constexpr std::size_t kTogether = 16; ///< then so many, and from here on logits are compared
constexpr std::size_t kWarmUp = 2;    ///< then one by one, the first of them untimed
constexpr std::size_t kTimed = 8;
constexpr std::size_t kCompared = kTogether + kWarmUp + kTimed;
constexpr std::size_t kTokens = kPrompt + kCompared;

/// What is computed: any text does, as long as it is the same for both.
constexpr std::string_view kText =
    "A small language model reads this sentence with two programs, one after the other, and whoever started "
    "them wants to know which of them is faster and whether they agree.";

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// An executor's way through the tokens.
struct Passage {
    std::vector<float> logits; ///< of the last kCompared tokens
    double tokensPerSecond = 0;
    double loadSeconds = 0;
};

Result<std::vector<TokenId>> tokensOf(const Model& model) {
    auto tokens = model.tokenizer().encode(kText, SpecialTokens::AsText);
    if (!tokens)
        return tokens;
    if (tokens->empty())
        tokens->push_back(0);
    for (std::size_t i = 0; tokens->size() < kTokens; ++i)
        tokens->push_back((*tokens)[i]);
    tokens->resize(kTokens);
    return tokens;
}

double median(std::array<double, kTimed> values) {
    std::sort(values.begin(), values.end());
    return (values[kTimed / 2 - 1] + values[kTimed / 2]) / 2;
}

/// Reads the prompt, then one token after the other.
Status evaluate(Session& session, std::span<const TokenId> tokens, const std::function<void()>& progress,
                Passage& passage) {
    const std::size_t width = passage.logits.size() / kCompared;
    const std::span<float> logits = passage.logits;
    if (Status read = session.evaluate(tokens.first(kPrompt), {}); !read)
        return read;
    progress();
    tokens = tokens.subspan(kPrompt);
    if (Status read = session.evaluate(tokens.first(kTogether), logits.first(kTogether * width)); !read)
        return read;
    std::array<double, kTimed> seconds{};
    for (std::size_t at = kTogether; at < kCompared; ++at) {
        progress();
        const auto start = Clock::now();
        if (Status read = session.evaluate(tokens.subspan(at, 1), logits.subspan(at * width, width)); !read)
            return read;
        if (at >= kTogether + kWarmUp)
            seconds[at - kTogether - kWarmUp] = secondsSince(start);
    }
    passage.tokensPerSecond = 1 / std::max(median(seconds), 1e-9);
    return {};
}

Result<Passage> pass(const std::shared_ptr<const Model>& model, std::string_view executor,
                     const Measured& what, std::span<const TokenId> tokens,
                     const std::function<void()>& progress) {
    const auto plug = builtInExecutors().find(executor);
    if (!plug)
        return tl::unexpected(plug.error());
    SessionOptions options;
    options.executor = *plug;
    options.gpu = what.number;
    options.threads = what.threads;
    options.pipelineCache = what.pipelines;
    // A device has as many layers as it will have beside the whole context.
    const int context = std::max(static_cast<int>(kTokens), model->info().hyper.contextLength);
    options.contextLength = (*plug)->hasDevices ? context : static_cast<int>(kTokens);
    options.pastModelContext = true;
    const auto start = Clock::now();
    auto session = Session::create(model, options, [&](double /*fraction*/) { progress(); });
    if (!session)
        return tl::unexpected(session.error());
    Passage passage{
        .logits = std::vector<float>(kCompared * static_cast<std::size_t>(model->info().hyper.vocabulary)),
        .loadSeconds = secondsSince(start)};
    progress();
    if (const Status done = evaluate(**session, tokens, progress, passage); !done)
        return tl::unexpected(done.error());
    return passage;
}

/// `logits` as logarithms of probabilities.
std::vector<double> logSoftmax(std::span<const float> logits) {
    const double most = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(static_cast<double>(logit) - most);
    std::vector<double> logs(logits.begin(), logits.end());
    for (double& log : logs)
        log -= most + std::log(sum);
    return logs;
}

} // namespace

double largestDivergence(std::span<const float> logits, std::span<const float> other, std::size_t width) {
    double largest = 0;
    for (std::size_t at = 0; at + width <= std::min(logits.size(), other.size()); at += width) {
        const auto wanted = logSoftmax(logits.subspan(at, width));
        const auto got = logSoftmax(other.subspan(at, width));
        double divergence = 0;
        for (std::size_t i = 0; i < width; ++i)
            divergence += std::exp(wanted[i]) * (wanted[i] - got[i]);
        if (!std::isfinite(divergence))
            return std::numeric_limits<double>::infinity();
        largest = std::max(largest, divergence);
    }
    return largest;
}

Result<GpuMeasure> measureHere(const Measured& what, const std::function<void()>& progress) {
    const auto opened = Model::open(what.model);
    if (!opened)
        return tl::unexpected(opened.error());
    GpuMeasure measure{.modelShape = shapeOf((*opened)->info()), .threads = what.threads};
    const auto tokens = tokensOf(**opened);
    if (!tokens)
        return tl::unexpected(tokens.error());
    const auto byCpu = pass(*opened, "cpu", what, *tokens, progress);
    if (!byCpu)
        return tl::unexpected(byCpu.error());
    measure.cpuSpeed = byCpu->tokensPerSecond;
    const auto byGpu = pass(*opened, "vulkan", what, *tokens, progress);
    if (!byGpu && byGpu.error().kind != ErrorKind::BadFile)
        return tl::unexpected(byGpu.error());
    measure.outcome = GpuOutcome::Disagreed;
    if (!byGpu) // with the CPU all logits were numbers
        return measure;
    measure.gpuSpeed = byGpu->tokensPerSecond;
    measure.uploadSeconds = byGpu->loadSeconds;
    const auto width = static_cast<std::size_t>((*opened)->info().hyper.vocabulary);
    measure.divergence = largestDivergence(byCpu->logits, byGpu->logits, width);
    if (measure.divergence <= kMostGpuDivergence)
        measure.outcome = measure.gpuSpeed > measure.cpuSpeed ? GpuOutcome::Faster : GpuOutcome::Slower;
    return measure;
}

} // namespace plm::gpu
