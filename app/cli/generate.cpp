// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "figures.h"
#include "open_session.h"
#include "output.h"
#include "text_input.h"

#include <plm/chat.h>
#include <plm/output_file.h>
#include <plm/shown_text.h>

#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace peripheral::cli {

namespace {

using nlohmann::json;

struct GenerateOptions {
    EvaluationOptions evaluation;
    AnswerOptions answer;
    std::string prompt;
    std::filesystem::path messages;
    std::filesystem::path cacheFile;
    bool raw = false;
    bool json = false;
};

plm::Result<plm::Role> roleOf(const std::string& name) {
    if (name == "system")
        return plm::Role::System;
    if (name == "user")
        return plm::Role::User;
    if (name == "assistant")
        return plm::Role::Assistant;
    return plm::fail(plm::ErrorKind::BadFile,
                     fmt::format("\"role\" is \"{}\"; there are system, user and assistant.", name));
}

plm::Result<plm::ChatMessage> messageOf(const json& value) {
    for (const char* key : {"role", "content"})
        if (!value.is_object() || !value.contains(key) || !value.at(key).is_string())
            return plm::fail(plm::ErrorKind::BadFile, fmt::format("\"{}\" is missing or no string.", key));
    const auto role = roleOf(value.at("role").get<std::string>());
    if (!role)
        return tl::unexpected(role.error());
    return plm::ChatMessage{*role, value.at("content").get<std::string>()};
}

/// Reads a JSON array of {"role", "content"}. Errors name the file, the message and the key.
plm::Result<std::vector<plm::ChatMessage>> readMessages(const std::filesystem::path& path) {
    const auto text = readText(path);
    if (!text)
        return tl::unexpected(text.error());
    const json values = json::parse(*text, nullptr, false);
    if (!values.is_array() || values.empty())
        return plm::fail(plm::ErrorKind::BadFile,
                         fmt::format("{}: This is no JSON array of messages.", plm::displayName(path)));
    std::vector<plm::ChatMessage> messages;
    for (const json& value : values) {
        auto message = messageOf(value);
        if (!message)
            return plm::fail(message.error().kind, fmt::format("{}: message {}: {}", plm::displayName(path),
                                                               messages.size() + 1, message.error().message));
        messages.push_back(std::move(*message));
    }
    return messages;
}

plm::Result<std::vector<plm::TokenId>> rawTokens(const plm::Tokenizer& tokenizer, const std::string& text) {
    auto tokens = tokenizer.encode(text, plm::SpecialTokens::AsText);
    if (tokens && tokenizer.beginOfSequence())
        tokens->insert(tokens->begin(), *tokenizer.beginOfSequence());
    return tokens;
}

plm::Result<std::vector<plm::TokenId>> promptTokens(const GenerateOptions& options, const plm::Model& model) {
    if (!options.messages.empty()) {
        const auto messages = readMessages(options.messages);
        if (!messages)
            return tl::unexpected(messages.error());
        return model.chatTemplate().render(*messages);
    }
    auto tokens =
        options.raw
            ? rawTokens(model.tokenizer(), options.prompt)
            : model.chatTemplate().render(std::vector<plm::ChatMessage>{{plm::Role::User, options.prompt}});
    if (!tokens)
        return plm::fail(tokens.error().kind, fmt::format("--prompt: {}", tokens.error().message));
    return tokens;
}

void printJson(const plm::Generation& answer, const plm::Session& session, std::uint64_t seed) {
    nlohmann::json statistics = statisticsJson(answer.statistics, session);
    statistics["seed"] = seed;
    const nlohmann::json result{{"text", answer.text},
                                {"tokens", answer.tokens},
                                {"stop_reason", plm::toString(answer.reason)},
                                {"statistics", std::move(statistics)}};
    printInOneLine(result);
}

/// Streams the answer, or prints it whole as JSON.
plm::Status answer(plm::Session& session, std::span<const plm::TokenId> prompt,
                   const GenerateOptions& options, Terminal& log, const std::stop_token& stop) {
    const Terminal out(1);
    const plm::GenerationOptions generation = options.answer.withSeed();
    plm::GenerationCallbacks callbacks{promptProgress(log), {}};
    if (!options.json)
        callbacks.onText = [&out, &log](std::string_view text, int) {
            log.clearLine();
            writeResult(out.harmless(text));
            return flushResults().has_value();
        };
    const auto result = session.generate(prompt, generation, callbacks, stop);
    log.clearLine();
    if (!result)
        return tl::unexpected(result.error());
    if (options.json) {
        printJson(*result, session, generation.sampling.seed);
    } else {
        writeResult("\n");
        if (log.isTerminal())
            printNote("{}", log.faint(statisticsLine(result->statistics)));
    }
    return flushResults();
}

/// What the session need not read again; a file that cannot be used is told, and passed over.
void restoreFrom(const std::filesystem::path& file, plm::Session& session) {
    const auto restored = session.restore(file);
    if (!restored && restored.error().kind != plm::ErrorKind::NotFound)
        printNote("{}", restored.error().message);
}

plm::Status run(const GenerateOptions& options, const std::stop_token& stop) {
    const bool cached = !options.cacheFile.empty();
    if (cached)
        if (plm::Status fit = plm::checkOutput(options.cacheFile, plm::OutputKind::SavedCache,
                                               {options.evaluation.model, options.messages});
            !fit)
            return fit;
    Terminal log(2);
    auto session = openSession(options.evaluation, log, stop, WhenLost::GoesOn);
    if (!session)
        return tl::unexpected(session.error());
    const auto prompt = promptTokens(options, (*session)->model());
    if (!prompt)
        return tl::unexpected(prompt.error());
    if (cached)
        restoreFrom(options.cacheFile, **session);
    plm::Status done = answer(**session, *prompt, options, log, stop);
    session->start.end();
    if (done && cached && !stop.stop_requested())
        done = (*session)->save(options.cacheFile);
    if (done)
        keepWeights(**session, log, stop);
    return done;
}

} // namespace

void addGenerate(CLI::App& program, Invocation& invocation) {
    CLI::App& command = *program.add_subcommand("generate", "One answer to a prompt or a conversation");
    setUsage(command, "peripheral-cli generate (--prompt TEXT [--raw] | --messages FILE) [OPTION]…");
    const auto options = std::make_shared<GenerateOptions>();
    options->evaluation.addTo(command, invocation.executors);
    options->answer.addTo(command);
    const auto* prompt =
        command.add_option("--prompt", options->prompt, "What the user says")->type_name("TEXT");
    auto* messages =
        command.add_option("--messages", options->messages, "A JSON array of {\"role\", \"content\"}")
            ->type_name("FILE");
    command
        .add_option("--cache-file", options->cacheFile,
                    "Go on from the conversation saved there, and save it there in the end")
        ->type_name("FILE");
    command.add_flag("--raw", options->raw, "Continue the prompt as it is, without the chat template")
        ->excludes(messages);
    command.add_flag("--json", options->json, "Print text, tokens, stop reason and statistics as JSON");
    command.callback([options, prompt, messages, &invocation] {
        if ((prompt->count() == 0) == (messages->count() == 0))
            throw CLI::RequiredError("One of --prompt and --messages");
        invocation.outcome = run(*options, invocation.interrupts.ending());
    });
}

} // namespace peripheral::cli
