// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "open_session.h"
#include "options.h"
#include "output.h"
#include "text_input.h"

#include <plm/perplexity.h>
#include <plm/shown_text.h>

#include <fmt/format.h>

namespace peripheral::cli {

namespace {

struct PerplexityOptions {
    EvaluationOptions evaluation;
    std::filesystem::path text;
    int context = 0;
};

plm::Result<plm::Perplexity> measure(plm::Session& session, std::span<const plm::TokenId> tokens,
                                     std::size_t context, Terminal& log, const std::stop_token& stop) {
    const auto show = [&log, total = tokens.size()](const plm::Perplexity& soFar) {
        log.showLine(
            fmt::format("{} of {} tokens, perplexity so far {:.4f}", soFar.read, total, soFar.perplexity()));
    };
    auto result = plm::measurePerplexity(session, tokens, context, show, stop);
    log.clearLine();
    return result;
}

plm::Result<std::vector<plm::TokenId>> tokensOf(const std::filesystem::path& path,
                                                const plm::Tokenizer& tokenizer) {
    const auto text = readText(path);
    if (!text)
        return tl::unexpected(text.error());
    auto tokens = plm::tokensToPredict(*text, tokenizer);
    if (!tokens)
        return plm::fail(tokens.error().kind,
                         fmt::format("{}: {}", plm::displayName(path), tokens.error().message));
    return tokens;
}

void print(const plm::Perplexity& result) {
    printResult("negative log-likelihood  {:.6f} nats a token\nperplexity               {:.4f}\n"
                "tokens                   {}\ntokens a second          {:.1f}\n",
                result.negativeLogLikelihood(), result.perplexity(), result.predicted,
                static_cast<double>(result.read) / result.seconds);
}

/// What 8 bits cost: the same text once more, with latents in half precision.
plm::Status printCostOfQ8(const PerplexityOptions& options, const plm::Perplexity& q8,
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
    printResult("with --kv f16            {:.4f}; 8 bits cost {:+.3f} %\n", f16->perplexity(),
                100 * (q8.perplexity() / f16->perplexity() - 1));
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
