// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "open_session.h"
#include "options.h"
#include "output.h"
#include "text_input.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace peripheral::cli {

namespace {

struct PerplexityOptions {
    EvaluationOptions evaluation;
    std::filesystem::path text;
    int context = 0;
};

/// The negative logarithm of what `logits` give `token`.
double negativeLogLikelihood(std::span<const float> logits, plm::TokenId token) {
    const float largest = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(static_cast<double>(logit) - largest);
    return std::log(sum) + largest - logits[static_cast<std::size_t>(token)];
}

struct Measurement {
    double sum = 0;            ///< of negative log-likelihoods, in nats
    std::size_t predicted = 0; ///< tokens that the sum is over
    std::size_t read = 0;      ///< tokens that were evaluated
    double seconds = 0;
};

/// Reads `chunk` by itself; every token of it but the first is predicted from those before it.
plm::Status measureChunk(plm::Session& session, std::span<const plm::TokenId> chunk, Measurement& result,
                         const std::stop_token& stop) {
    constexpr std::size_t kPiece = 64; // their logits are held at once
    const auto vocabulary = static_cast<std::size_t>(session.model().info().hyper.vocabulary);
    std::vector<float> logits;
    session.rewind(0);
    for (std::size_t at = 0; at < chunk.size(); at += kPiece) {
        const auto piece = chunk.subspan(at, std::min(kPiece, chunk.size() - at));
        logits.resize(piece.size() * vocabulary);
        if (plm::Status read = session.evaluate(piece, logits, stop); !read)
            return read;
        for (std::size_t i = 0; i < piece.size() && at + i + 1 < chunk.size(); ++i) {
            result.sum += negativeLogLikelihood(std::span(logits).subspan(i * vocabulary, vocabulary),
                                                chunk[at + i + 1]);
            ++result.predicted;
        }
    }
    result.read += chunk.size();
    return {};
}

plm::Result<Measurement> measure(plm::Session& session, std::span<const plm::TokenId> tokens,
                                 std::size_t context, Terminal& log, const std::stop_token& stop) {
    Measurement result;
    const std::size_t total = tokens.size();
    const auto start = std::chrono::steady_clock::now();
    while (tokens.size() > 1) {
        const auto chunk = tokens.first(std::min(context, tokens.size()));
        if (const plm::Status read = measureChunk(session, chunk, result, stop); !read)
            return tl::unexpected(read.error());
        tokens = tokens.subspan(chunk.size());
        log.showLine(fmt::format("{} of {} tokens, perplexity so far {:.4f}", total - tokens.size(), total,
                                 std::exp(result.sum / static_cast<double>(result.predicted))));
    }
    log.clearLine();
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

plm::Result<std::vector<plm::TokenId>> tokensOf(const std::filesystem::path& path,
                                                const plm::Tokenizer& tokenizer) {
    const auto text = readText(path);
    if (!text)
        return tl::unexpected(text.error());
    auto tokens = tokenizer.encode(*text, plm::SpecialTokens::AsText);
    if (!tokens)
        return plm::fail(tokens.error().kind,
                         fmt::format("{}: {}", plm::displayName(path), tokens.error().message));
    if (const auto begin = tokenizer.beginOfSequence())
        tokens->insert(tokens->begin(), *begin);
    if (tokens->size() < 2)
        return plm::fail(
            plm::ErrorKind::BadArgument,
            fmt::format("{}: There must be two tokens at least to predict one.", plm::displayName(path)));
    return tokens;
}

double perplexity(const Measurement& measurement) {
    return std::exp(measurement.sum / static_cast<double>(measurement.predicted));
}

void print(const Measurement& result) {
    printResult("negative log-likelihood  {:.6f} nats a token\nperplexity               {:.4f}\n"
                "tokens                   {}\ntokens a second          {:.1f}\n",
                result.sum / static_cast<double>(result.predicted), perplexity(result), result.predicted,
                static_cast<double>(result.read) / result.seconds);
}

/// What 8 bits cost: the same text once more, with latents in half precision.
plm::Status printCostOfQ8(const PerplexityOptions& options, const Measurement& q8,
                          std::span<const plm::TokenId> tokens, std::size_t context, Terminal& log,
                          const std::stop_token& stop) {
    EvaluationOptions halves = options.evaluation;
    halves.cache = plm::toString(plm::CacheType::F16);
    const auto session = openSession(halves, log, stop);
    if (!session)
        return tl::unexpected(session.error());
    const auto f16 = measure(**session, tokens, context, log, stop);
    if (!f16)
        return tl::unexpected(f16.error());
    printResult("with --kv f16            {:.4f}; 8 bits cost {:+.3f} %\n", perplexity(*f16),
                100 * (perplexity(q8) / perplexity(*f16) - 1));
    return {};
}

plm::Status run(const PerplexityOptions& options, const std::stop_token& stop) {
    Terminal log(2);
    const auto session = openSession(options.evaluation, log, stop);
    if (!session)
        return tl::unexpected(session.error());
    const int longest = (*session)->contextLength();
    const int context = options.context == 0 ? longest : options.context;
    if (context > longest)
        return plm::fail(plm::ErrorKind::BadArgument,
                         fmt::format("--ctx {}: the model's context has {} tokens.", context, longest));
    const auto tokens = tokensOf(options.text, (*session)->model().tokenizer());
    if (!tokens)
        return tl::unexpected(tokens.error());
    const auto result = measure(**session, *tokens, static_cast<std::size_t>(context), log, stop);
    if (!result)
        return tl::unexpected(result.error());
    print(*result);
    keepWeights(**session, log, stop);
    if (options.evaluation.cache != plm::toString(plm::CacheType::Q8))
        return {};
    return printCostOfQ8(options, *result, *tokens, static_cast<std::size_t>(context), log, stop);
}

} // namespace

void addPerplexity(CLI::App& program, Invocation& invocation) {
    CLI::App& command = *program.add_subcommand("perplexity", "How well the model predicts a text");
    setUsage(command, "peripheral-cli perplexity --text FILE [--ctx N] [OPTION]…");
    const auto options = std::make_shared<PerplexityOptions>();
    options->evaluation.addTo(command, invocation.executors);
    command.add_option("--text", options->text, "A text in UTF-8")->type_name("FILE")->required();
    command
        .add_option("--ctx", options->context,
                    "Read the text in parts of so many tokens, each by itself; 0: as the model's context has")
        ->type_name("N")
        ->check(wholeBetween(0, kLargestNumber))
        ->check(CLI::Validator(
            [](const std::string& text) { return text == "1" ? "1 predicts nothing: 0, or 2 or more" : ""; },
            {}));
    command.callback(
        [options, &invocation] { invocation.outcome = run(*options, invocation.interrupts.ending()); });
}

} // namespace peripheral::cli
