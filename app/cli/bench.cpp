// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_peer.h"
#include "bench_report.h"
#include "bench_session.h"
#include "commands.h"
#include "options.h"
#include "output.h"
#include "table.h"
#include "terminal.h"

#include <plm/benchmark.h>
#include <plm/benchmark_run.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace peripheral::cli {

namespace {

/// The longest context that something comes to. After what was restored a token more is read.
int contextFor(std::span<const plm::BenchTest> tests, std::span<const int> restores) {
    int longest = plm::longestContext(tests);
    for (const int tokens : restores)
        longest = std::max(longest, tokens + 1);
    return longest;
}

void printTables(const BenchOptions& options, const plm::BenchRun& run, const BenchResults& results) {
    std::vector<Table> tables;
    if (!results.tests.empty())
        tables.push_back(benchTable(run, results.tests, results.peers));
    if (!results.drafts.empty())
        tables.push_back(draftTable(results.drafts));
    if (!results.restores.empty())
        tables.push_back(restoreTable(results.restores));
    tables.push_back(surroundings(run));
    if (!options.peer.empty())
        tables.back().add({"peer", plm::displayName(options.peer)});
    std::vector<std::string> texts;
    texts.reserve(tables.size());
    for (const Table& table : tables)
        texts.push_back(options.markdown ? table.markdown() : table.text());
    printResult("{}", fmt::join(texts, "\n"));
}

void print(const BenchOptions& options, const plm::BenchRun& run, const BenchResults& results) {
    if (!options.json && !options.csv)
        return printTables(options, run, results);
    nlohmann::json objects = nlohmann::json::array();
    for (std::size_t i = 0; i < results.tests.size(); ++i)
        objects.push_back(benchJson(run, results.tests[i],
                                    results.peers.empty() ? std::nullopt : std::optional(results.peers[i])));
    for (const plm::DraftResult& result : results.drafts)
        objects.push_back(draftJson(run, result));
    for (const plm::RestoreResult& result : results.restores)
        objects.push_back(restoreJson(run, result));
    if (options.csv)
        printResult("{}", benchCsv(objects));
    else
        printIndented(objects);
}

/// Opens the model, measures `tests` and the rest, and prints what was found.
plm::Status measureAndPrint(const BenchOptions& options, std::vector<plm::BenchTest> tests,
                            const std::stop_token& stop) {
    Terminal log(2);
    auto setup = benchSetup(options.evaluation, log);
    if (!setup)
        return tl::unexpected(setup.error());
    const int context = contextFor(tests, options.restores);
    setup->session.contextLength = context;
    const plm::BenchControl control = benchControl(log, stop, setup->session);
    auto bench = plm::beginBench(*setup, control);
    if (!bench)
        return tl::unexpected(bench.error());
    const auto results = measureAll(*bench->session, options, std::move(tests), context, log, stop);
    if (!results)
        return tl::unexpected(results.error());
    if (const plm::Status measured = plm::endBench(*bench, control); !measured)
        return measured;
    print(options, bench->run, *results);
    return {};
}

plm::Status run(const BenchOptions& options, const std::stop_token& stop) {
    std::vector<plm::BenchTest> tests;
    if (options.restores.empty())
        tests = plm::planBench(options.prompts, options.generations, options.depths);
    if (tests.empty() && options.restores.empty())
        return plm::fail(plm::ErrorKind::BadArgument, "-p 0 and -n 0 leave nothing to measure.");
    if (!options.peer.empty())
        if (const plm::Status there = Peer::check(options.peer); !there)
            return there;
    return measureAndPrint(options, std::move(tests), stop);
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
