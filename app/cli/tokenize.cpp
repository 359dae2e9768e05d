// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "options.h"
#include "output.h"
#include "text_input.h"

#include <plm/tokenizer.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {

namespace {

using nlohmann::json;

struct TokenizeOptions {
    std::filesystem::path model;
    bool special = false;

    [[nodiscard]] plm::SpecialTokens specialTokens() const {
        return special ? plm::SpecialTokens::Parsed : plm::SpecialTokens::AsText;
    }
};

plm::Result<json> encodeLine(const plm::Tokenizer& tokenizer, const json& line, plm::SpecialTokens special) {
    if (!line.is_string())
        return plm::fail(plm::ErrorKind::BadArgument, "This is no JSON string.");
    const auto ids = tokenizer.encode(line.get_ref<const std::string&>(), special);
    if (!ids)
        return tl::unexpected(ids.error());
    return json(*ids);
}

/// Why the line is no array of token ids; empty where it is one.
std::string complaintAboutIds(const json& line) {
    const auto isWhole = [](const json& value) { return value.is_number_integer(); };
    if (!line.is_array() || !std::all_of(line.begin(), line.end(), isWhole))
        return "This is no JSON array of token ids.";
    for (const json& value : line)
        if (value < 0 || value > std::numeric_limits<plm::TokenId>::max())
            return fmt::format("{} is out of the range of token ids.", value.dump());
    return {};
}

plm::Result<json> decodeLine(const plm::Tokenizer& tokenizer, const json& line, plm::SpecialTokens special) {
    if (const std::string wrong = complaintAboutIds(line); !wrong.empty())
        return plm::fail(plm::ErrorKind::BadArgument, wrong);
    auto text = tokenizer.decode(line.get<std::vector<plm::TokenId>>(), special);
    if (!text)
        return tl::unexpected(text.error());
    return json(std::move(*text));
}

using ConvertLine = plm::Result<json> (*)(const plm::Tokenizer&, const json&, plm::SpecialTokens);

plm::Result<json> convertLine(const plm::Tokenizer& tokenizer, const std::string& line,
                              plm::SpecialTokens special, ConvertLine convert) {
    if (plm::findBrokenUtf8(line) != std::string::npos)
        return plm::fail(plm::ErrorKind::BadArgument, "This is not UTF-8.");
    const json value = json::parse(line, nullptr, false);
    return value.is_discarded() ? plm::fail(plm::ErrorKind::BadArgument, "This is no JSON.")
                                : convert(tokenizer, value, special);
}

/// Answers each line of standard input with one of standard output, at once.
plm::Status convertLines(const TokenizeOptions& options, ConvertLine convert, const std::stop_token& stop) {
    const auto tokenizer = plm::Tokenizer::open(options.model);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    InputLines lines(stop);
    for (std::size_t number = 1;; ++number) {
        const auto line = lines.next();
        if (!line)
            return tl::unexpected(line.error());
        if (!*line)
            return {};
        const auto converted = convertLine(*tokenizer, **line, options.specialTokens(), convert);
        if (!converted)
            return plm::fail(converted.error().kind,
                             fmt::format("standard input, line {}: {}", number, converted.error().message));
        // In ASCII, since some readers take other characters than line ends for them. Bytes that are no UTF-8
        // by themselves come out as U+FFFD.
        printResult("{}\n", converted->dump(-1, ' ', true, json::error_handler_t::replace));
        if (plm::Status written = flushResults(); !written)
            return written;
    }
}

void add(CLI::App& program, Invocation& invocation, const char* name, const char* what, ConvertLine convert) {
    CLI::App& command = *program.add_subcommand(name, what);
    setUsage(command, fmt::format("peripheral-cli {} [--model FILE] [--special] <LINES", name));
    const auto options = std::make_shared<TokenizeOptions>();
    addModelOption(command, options->model);
    command.add_flag("--special", options->special, "Special tokens are spelled out in the text");
    command.callback([options, convert, &invocation] {
        invocation.outcome = convertLines(*options, convert, invocation.interrupts.ending());
    });
}

} // namespace

void addTokenize(CLI::App& program, Invocation& invocation) {
    add(program, invocation, "tokenize", "JSON strings, one a line, to arrays of token ids", encodeLine);
}

void addDetokenize(CLI::App& program, Invocation& invocation) {
    add(program, invocation, "detokenize", "Arrays of token ids, one a line, to JSON strings", decodeLine);
}

} // namespace peripheral::cli
