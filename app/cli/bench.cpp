// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_csv.h"
#include "bench_draft.h"
#include "bench_peer.h"
#include "bench_report.h"
#include "bench_restore.h"
#include "bench_session.h"
#include "checks.h"
#include "commands.h"
#include "json_output.h"
#include "options.h"
#include "output.h"
#include "random_tokens.h"
#include "table.h"
#include "terminal.h"
#include "text_input.h"
#include "usage.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <optional>

namespace peripheral::cli {

namespace {

struct BenchOptions {
    EvaluationOptions evaluation;
    std::vector<int> prompts{512};
    std::vector<int> generations{128};
    std::vector<int> depths{0};
    std::vector<int> restores;
    int repetitions = 5;
    std::filesystem::path text;
    bool draft = false;
    std::filesystem::path peer; ///< a llama-bench program; empty: none
    bool json = false, csv = false, markdown = false;
};

/// The longest context that a test comes to. After what was restored a token more is read.
int longestContext(std::span<const BenchTest> tests, std::span<const int> restores) {
    int longest = 1;
    for (const BenchTest& test : tests)
        longest = std::max(longest, test.depth + test.tokens);
    for (const int tokens : restores)
        longest = std::max(longest, tokens + 1);
    return longest;
}

/// Tokens of the text, or random ones.
plm::Result<std::vector<plm::TokenId>> sequenceFor(const BenchOptions& options, const plm::Model& model,
                                                   int length) {
    constexpr std::uint64_t kSeed = 1; // the same in every run, or outputs could not be compared
    if (options.text.empty())
        return randomTokens(length, model.info().hyper.vocabulary, kSeed);
    const auto text = readText(options.text);
    if (!text)
        return tl::unexpected(text.error());
    auto tokens = model.tokenizer().encode(*text, plm::SpecialTokens::AsText);
    if (!tokens)
        return plm::fail(tokens.error().kind,
                         fmt::format("{}: {}", plm::displayName(options.text), tokens.error().message));
    if (tokens->size() < static_cast<std::size_t>(length))
        return plm::fail(plm::ErrorKind::BadArgument,
                         fmt::format("{}: The tests need {} tokens, and the text has {}.",
                                     plm::displayName(options.text), length, tokens->size()));
    return tokens;
}

/// With --draft: the generations among `tests`, which it takes out.
plm::Result<std::vector<DraftResult>> measureDrafts(plm::Session& session, const BenchOptions& options,
                                                    std::span<const plm::TokenId> sequence,
                                                    std::vector<BenchTest>& tests, Terminal& log,
                                                    const std::stop_token& stop) {
    std::vector<DraftResult> results;
    if (!options.draft)
        return results;
    for (const BenchTest& test : tests) {
        if (test.kind != BenchTest::Kind::Generation)
            continue;
        log.showLine(fmt::format("{} at {}, with drafting and without", test.name(), test.depth));
        auto result = measureDraft(session, sequence, test, options.repetitions, stop);
        if (!result)
            return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    log.clearLine();
    std::erase_if(tests, [](const BenchTest& test) { return test.kind == BenchTest::Kind::Generation; });
    return results;
}

plm::Result<std::vector<RestoreResult>> measureRestores(plm::Session& session, const BenchOptions& options,
                                                        std::span<const plm::TokenId> sequence, Terminal& log,
                                                        const std::stop_token& stop) {
    std::vector<RestoreResult> results;
    for (const int tokens : options.restores) {
        log.showLine(fmt::format("Reading, saving and restoring {} tokens", tokens));
        auto result = measureRestore(session, sequence, tokens, options.repetitions, stop);
        if (!result)
            return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    log.clearLine();
    return results;
}

/// The tests, each of them by the peer too where there is one; who is first changes, so that drift evens out.
plm::Result<std::vector<BenchResult>> measureTests(BenchRunner& runner, const BenchOptions& options,
                                                   std::span<const BenchTest> tests, std::optional<Peer> peer,
                                                   Terminal& log, const std::stop_token& stop) {
    std::vector<BenchResult> results;
    const auto measurePeer = [&](const BenchTest& test) -> plm::Result<std::optional<PeerTest>> {
        if (!peer)
            return std::nullopt;
        log.showLine(fmt::format("{} at {} by {}", test.name(), test.depth, plm::displayName(options.peer)));
        return peer->measure(test, stop).map([](PeerTest&& found) {
            return std::optional(std::move(found));
        });
    };
    for (const BenchTest& test : tests) {
        const bool isPeerFirst = results.size() % 2 == 1;
        plm::Result<std::optional<PeerTest>> found;
        if (isPeerFirst && !(found = measurePeer(test)))
            return tl::unexpected(found.error());
        auto result = measureTest(runner, test, options.repetitions, log);
        if (!result)
            return tl::unexpected(result.error());
        if (!isPeerFirst && !(found = measurePeer(test)))
            return tl::unexpected(found.error());
        result->peer = std::move(*found);
        results.push_back(std::move(*result));
    }
    log.clearLine();
    return results;
}

struct Results {
    std::vector<BenchResult> tests;
    std::vector<DraftResult> drafts;
    std::vector<RestoreResult> restores;
};

void printTables(const BenchOptions& options, const BenchRun& run, const Results& results) {
    std::vector<Table> tables;
    if (!results.tests.empty())
        tables.push_back(benchTable(run, results.tests));
    if (!results.drafts.empty())
        tables.push_back(draftTable(results.drafts));
    if (!results.restores.empty())
        tables.push_back(restoreTable(results.restores));
    tables.push_back(surroundings(run));
    std::vector<std::string> texts;
    texts.reserve(tables.size());
    for (const Table& table : tables)
        texts.push_back(options.markdown ? table.markdown() : table.text());
    printResult("{}", fmt::join(texts, "\n"));
}

void print(const BenchOptions& options, const BenchRun& run, const Results& results) {
    if (!options.json && !options.csv)
        return printTables(options, run, results);
    nlohmann::json objects = nlohmann::json::array();
    for (const BenchResult& result : results.tests)
        objects.push_back(benchJson(run, result));
    for (const DraftResult& result : results.drafts)
        objects.push_back(draftJson(run, result));
    for (const RestoreResult& result : results.restores)
        objects.push_back(restoreJson(run, result));
    if (options.csv)
        printResult("{}", benchCsv(objects));
    else
        printIndented(objects);
}

/// Everything that is measured in the session.
plm::Result<Results> measureAll(plm::Session& session, const BenchOptions& options,
                                std::vector<BenchTest> tests, int context, Terminal& log,
                                const std::stop_token& stop) {
    auto sequence = sequenceFor(options, session.model(), context);
    if (!sequence)
        return tl::unexpected(sequence.error());
    auto restores = measureRestores(session, options, *sequence, log, stop);
    if (!restores)
        return tl::unexpected(restores.error());
    auto drafts = measureDrafts(session, options, *sequence, tests, log, stop);
    if (!drafts)
        return tl::unexpected(drafts.error());
    session.rewind(0);
    std::optional<Peer> peer;
    if (!options.peer.empty())
        peer.emplace(options.peer, options.evaluation.model, session.threads(), options.repetitions);
    BenchRunner runner(session, std::move(*sequence), stop);
    auto results = measureTests(runner, options, tests, std::move(peer), log, stop);
    if (!results)
        return tl::unexpected(results.error());
    return Results{std::move(*results), std::move(*drafts), std::move(*restores)};
}

plm::Status run(const BenchOptions& options, const std::stop_token& stop) {
    Terminal log(2);
    std::vector<BenchTest> tests;
    if (options.restores.empty())
        tests = planBench(options.prompts, options.generations, options.depths);
    if (tests.empty() && options.restores.empty())
        return plm::fail(plm::ErrorKind::BadArgument, "-p 0 and -n 0 leave nothing to measure.");
    BenchRun run;
    run.peer = options.peer;
    if (!options.peer.empty())
        if (const plm::Status there = Peer::check(options.peer); !there)
            return there;
    const int context = longestContext(tests, options.restores);
    const auto session = beginBench(options.evaluation, context, run, log, stop);
    if (!session)
        return tl::unexpected(session.error());
    const auto results = measureAll(**session, options, std::move(tests), context, log, stop);
    if (!results)
        return tl::unexpected(results.error());
    if (const plm::Status measured = endBench(**session, run, log, stop); !measured)
        return measured;
    print(options, run, *results);
    return {};
}

void addList(CLI::App& command, const char* name, std::vector<int>& values, const char* help) {
    command.add_option(name, values, help)
        ->type_name("N[,N]…")
        ->delimiter(',')
        ->check(wholeBetween(0, 1 << 20))
        ->capture_default_str();
}

void addWhatToMeasure(CLI::App& command, BenchOptions& options) {
    addList(command, "-p,--prompt", options.prompts, "Tokens of a prompt to read; 0: none");
    addList(command, "-n,--generate", options.generations, "Tokens to write one by one; 0: none");
    addList(command, "-d,--depth", options.depths, "Tokens that are in the context before");
    command
        .add_option("--restore", options.restores,
                    "Instead of the other tests: read so many tokens, save and restore the cache")
        ->type_name("N[,N]…")
        ->delimiter(',')
        ->check(wholeBetween(1, 1 << 20));
    command.add_option("-r,--repetitions", options.repetitions, "How often each test is run")
        ->type_name("N")
        ->check(wholeBetween(1, 1000))
        ->capture_default_str();
    command
        .add_option("--text", options.text, "A text in UTF-8 whose tokens are used instead of random ones")
        ->type_name("FILE");
    auto* const draft = command.add_flag(
        "--draft", options.draft,
        "Write the text with guesses, which are right where the text has them, and without, in turn");
    draft->needs("--text");
    command
        .add_option(
            "--peer", options.peer,
            "A llama-bench program, which measures the same tests of the same file in turn with this one")
        ->type_name("PROGRAM")
        ->excludes(draft)
        ->excludes("--restore");
}

void addHowToPrint(CLI::App& command, BenchOptions& options) {
    auto* const json = command.add_flag("--json", options.json, "Print everything as JSON");
    auto* const csv = command.add_flag("--csv", options.csv, "Print all values as CSV");
    auto* const markdown = command.add_flag("--markdown", options.markdown, "Print the tables in Markdown");
    csv->excludes(json);
    markdown->excludes(json)->excludes(csv);
}

} // namespace

void addBench(CLI::App& program, Invocation& invocation) {
    CLI::App& command = *program.add_subcommand("bench", "How fast this device reads and writes tokens");
    setUsage(command, "peripheral-cli bench [-p N] [-n N] [-d N,N…] [-r N] [OPTION]…");
    const auto options = std::make_shared<BenchOptions>();
    options->evaluation.addTo(command, invocation.executors);
    addWhatToMeasure(command, *options);
    addHowToPrint(command, *options);
    command.callback(
        [options, &invocation] { invocation.outcome = run(*options, invocation.interrupts.ending()); });
}

} // namespace peripheral::cli
