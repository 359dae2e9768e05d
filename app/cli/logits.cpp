// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "open_session.h"
#include "text_input.h"

#include <plm/output_file.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <sstream>

namespace peripheral::cli {

namespace {

struct LogitsOptions {
    EvaluationOptions evaluation;
    std::filesystem::path tokens, out;
    bool step = false;
};

/// The token ids in a file, separated by blanks; errors name the file and what is no id.
plm::Result<std::vector<plm::TokenId>> readTokens(const std::filesystem::path& path) {
    const auto text = readText(path);
    if (!text)
        return tl::unexpected(text.error());
    std::vector<plm::TokenId> ids;
    std::istringstream words(*text);
    for (std::string word; words >> word;) {
        plm::TokenId id = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), id);
        if (error == std::errc::result_out_of_range)
            return plm::fail(plm::ErrorKind::BadFile, fmt::format("{}: {} is out of the range of token ids.",
                                                                  plm::displayName(path), word));
        if (error != std::errc() || end != word.data() + word.size())
            return plm::fail(plm::ErrorKind::BadFile,
                             fmt::format("{}: '{}' is no token id.", plm::displayName(path), word));
        ids.push_back(id);
    }
    return ids;
}

/// So many tokens are evaluated at once that their logits take about 128 MiB, and no more than a session
/// reads anyway.
std::size_t pieceLength(std::size_t vocabulary) {
    constexpr std::size_t kBytes = std::size_t{128} << 20;
    return std::clamp<std::size_t>(kBytes / (vocabulary * sizeof(float)), 1,
                                   plm::SessionOptions{}.pieceTokens);
}

plm::Status writeLogits(plm::Session& session, std::span<const plm::TokenId> tokens, std::size_t piece,
                        plm::OutputFile& out, const std::stop_token& stop) {
    const auto vocabulary = static_cast<std::size_t>(session.model().info().hyper.vocabulary);
    std::vector<float> logits;
    for (; !tokens.empty(); tokens = tokens.subspan(std::min(piece, tokens.size()))) {
        const auto next = tokens.first(std::min(piece, tokens.size()));
        logits.resize(next.size() * vocabulary);
        if (plm::Status read = session.evaluate(next, logits, stop); !read)
            return read;
        if (plm::Status written = out.write(std::as_bytes(std::span(logits))); !written)
            return written;
    }
    return out.finish();
}

plm::Status run(const LogitsOptions& options, const std::stop_token& stop) {
    if (plm::Status fit = plm::checkOutput(options.out, plm::OutputKind::Unmarked,
                                           {options.evaluation.model, options.tokens});
        !fit)
        return fit;
    const auto tokens = readTokens(options.tokens);
    if (!tokens)
        return tl::unexpected(tokens.error());
    Terminal log(2);
    const auto session = openSession(options.evaluation, log, stop);
    if (!session)
        return tl::unexpected(session.error());
    if (tokens->size() > static_cast<std::size_t>((*session)->contextLength()))
        return plm::fail(plm::ErrorKind::ContextFull,
                         fmt::format("{}: {} tokens do not fit into the model's context of {}.",
                                     plm::displayName(options.tokens), tokens->size(),
                                     (*session)->contextLength()));
    auto out = plm::OutputFile::create(options.out);
    if (!out)
        return tl::unexpected(out.error());
    const std::size_t piece =
        options.step ? 1 : pieceLength(static_cast<std::size_t>((*session)->model().info().hyper.vocabulary));
    if (plm::Status written = writeLogits(**session, *tokens, piece, *out, stop); !written)
        return written;
    keepWeights(**session, log, stop);
    return {};
}

} // namespace

void addLogits(CLI::App& program, Invocation& invocation) {
    CLI::App& command = *program.add_subcommand("logits", "The logits after every token, as float32 values");
    setUsage(command, "peripheral-cli logits --tokens FILE --out FILE [--step] [OPTION]…");
    const auto options = std::make_shared<LogitsOptions>();
    options->evaluation.addTo(command, invocation.executors);
    command.add_option("--tokens", options->tokens, "Token ids, separated by blanks")
        ->type_name("FILE")
        ->required();
    command.add_option("--out", options->out, "Gets tokens × vocabulary values, little-endian")
        ->type_name("FILE")
        ->required();
    command.add_flag("--step", options->step, "Read one token at a time");
    command.callback(
        [options, &invocation] { invocation.outcome = run(*options, invocation.interrupts.ending()); });
}

} // namespace peripheral::cli
