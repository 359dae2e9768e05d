// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_draft.h"
#include "bench_report.h"
#include "bench_restore.h"
#include "bench_test.h"
#include "checks.h"
#include "commands.h"
#include "files.h"
#include "interrupts.h"
#include "open_session.h"
#include "options.h"
#include "random_tokens.h"
#include "terminal.h"
#include "usage.h"

#include <plm/sha256.h>

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {

namespace {

using Clock = std::chrono::steady_clock;

const Clock::time_point kProgramStart = Clock::now(); // as good as, before main() begins

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct BenchOptions {
    EvaluationOptions evaluation;
    std::vector<int> prompts{512};
    std::vector<int> generations{128};
    std::vector<int> depths{0};
    std::vector<int> restores;
    int repetitions = 5;
    std::filesystem::path text;
    bool draft = false;
    bool json = false;
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
    const auto text = readFile(options.text);
    if (!text)
        return tl::unexpected(text.error());
    auto tokens = model.tokenizer().encode(*text, plm::SpecialTokens::AsText);
    if (!tokens)
        return plm::fail(tokens.error().kind,
                         fmt::format("{}: {}", options.text.string(), tokens.error().message));
    if (tokens->size() < static_cast<std::size_t>(length))
        return plm::fail(plm::ErrorKind::BadArgument,
                         fmt::format("{}: The tests need {} tokens, and the text has {}.",
                                     options.text.string(), length, tokens->size()));
    return tokens;
}

plm::Result<BenchResult> measure(BenchRunner& runner, const BenchTest& test, int repetitions, Terminal& log) {
    BenchResult result{test};
    const std::string name = fmt::format("{} at {}", test.name(), test.depth);
    log.showLine(name + ": warming up");
    if (const plm::Status warm = runner.warmUp(test); !warm)
        return tl::unexpected(warm.error());
    for (int i = 0; i < repetitions; ++i) {
        log.showLine(fmt::format("{}: {} of {}", name, i + 1, repetitions));
        if (const plm::Status ran = runner.repeat(result); !ran)
            return tl::unexpected(ran.error());
    }
    log.clearLine();
    return result;
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

/// After the tests, because it takes memory itself.
plm::Status measureSurroundings(BenchRun& run, Terminal& log, const std::stop_token& stop) {
    run.after = plm::conditions();
    run.memory = plm::memoryUse();
    log.showLine("Measuring the memory");
    const auto bandwidth = plm::readBandwidth(run.threads, stop);
    if (!bandwidth)
        return tl::unexpected(bandwidth.error());
    run.readBandwidth = *bandwidth;
    const auto progress = [&log](double fraction) {
        log.showLine(fmt::format("Hashing the model: {:.0f} %", 100 * fraction));
    };
    const auto hash = plm::sha256OfFile(run.file.path, progress, stop);
    log.clearLine();
    if (!hash)
        return tl::unexpected(hash.error());
    run.modelHash = *hash;
    return {};
}

/// Opens the session and reads a first token, both timed.
plm::Result<std::unique_ptr<plm::Session>> begin(const BenchOptions& options, int context, BenchRun& run,
                                                 Terminal& log) {
    auto sessionOptions = options.evaluation.sessionOptions();
    if (!sessionOptions)
        return tl::unexpected(sessionOptions.error());
    sessionOptions->contextLength = context;
    sessionOptions->pastModelContext = true;
    const auto start = Clock::now();
    const auto model = openModel(options.evaluation.model, log);
    if (!model)
        return tl::unexpected(model.error());
    auto session = plm::Session::create(*model, *sessionOptions);
    if (!session)
        return session;
    run.loadSeconds = secondsSince(start);
    std::vector<float> logits(static_cast<std::size_t>((*model)->info().hyper.vocabulary));
    const plm::TokenId first = 0;
    if (const plm::Status read = (*session)->evaluate({&first, 1}, logits); !read)
        return tl::unexpected(read.error());
    run.firstTokenSeconds = secondsSince(kProgramStart);
    (*session)->rewind(0);
    run.executor = plm::toString((*session)->executor());
    run.cacheType = plm::toString(sessionOptions->cache);
    run.sparse = (*session)->skipsZeros();
    run.feedForward = (*model)->info().hyper.feedForward;
    run.threads = (*session)->threads();
    run.cacheBytesPerToken = (*session)->cacheBytesPerToken();
    return session;
}

struct Results {
    std::span<const BenchResult> tests;
    std::span<const DraftResult> drafts;
    std::span<const RestoreResult> restores;
};

void printTables(const BenchRun& run, const Results& results) {
    std::vector<std::string> tables;
    if (!results.tests.empty())
        tables.push_back(benchTable(run, results.tests));
    if (!results.drafts.empty())
        tables.push_back(draftTable(results.drafts));
    if (!results.restores.empty())
        tables.push_back(restoreTable(results.restores));
    fmt::print("{}{}", fmt::join(tables, "\n"), surroundings(run));
}

void print(const BenchOptions& options, const BenchRun& run, const Results& results) {
    if (!options.json)
        return printTables(run, results);
    nlohmann::json objects = nlohmann::json::array();
    for (const BenchResult& result : results.tests)
        objects.push_back(benchJson(run, result));
    for (const DraftResult& result : results.drafts)
        objects.push_back(draftJson(run, result));
    for (const RestoreResult& result : results.restores)
        objects.push_back(restoreJson(run, result));
    fmt::print("{}\n", objects.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

plm::Status run(const BenchOptions& options) {
    Interrupts interrupts; // before any other thread
    Terminal log(2);
    const std::stop_token stop = interrupts.beginAnswer();
    std::vector<BenchTest> tests;
    if (options.restores.empty())
        tests = planBench(options.prompts, options.generations, options.depths);
    if (tests.empty() && options.restores.empty())
        return plm::fail(plm::ErrorKind::BadArgument, "-p 0 and -n 0 leave nothing to measure.");
    BenchRun run;
    run.before = plm::conditions();
    const int context = longestContext(tests, options.restores);
    const auto session = begin(options, context, run, log);
    if (!session)
        return tl::unexpected(session.error());
    auto sequence = sequenceFor(options, (*session)->model(), context);
    if (!sequence)
        return tl::unexpected(sequence.error());
    auto file = plm::ModelFile::read(options.evaluation.model);
    if (!file)
        return tl::unexpected(file.error());
    run.file = std::move(*file);
    const auto restores = measureRestores(**session, options, *sequence, log, stop);
    if (!restores)
        return tl::unexpected(restores.error());
    const auto drafts = measureDrafts(**session, options, *sequence, tests, log, stop);
    if (!drafts)
        return tl::unexpected(drafts.error());
    (*session)->rewind(0);
    BenchRunner runner(**session, std::move(*sequence), stop);
    std::vector<BenchResult> results;
    for (const BenchTest& test : tests) {
        auto result = measure(runner, test, options.repetitions, log);
        if (!result)
            return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    if (const plm::Status measured = measureSurroundings(run, log, stop); !measured)
        return measured;
    print(options, run, {results, *drafts, *restores});
    return {};
}

void addList(CLI::App& command, const char* name, std::vector<int>& values, const char* help) {
    command.add_option(name, values, help)
        ->type_name("N[,N]…")
        ->delimiter(',')
        ->check(between(0, 1 << 20))
        ->capture_default_str();
}

} // namespace

void addBench(CLI::App& program, plm::Status& outcome) {
    CLI::App& command = *program.add_subcommand("bench", "How fast this device reads and writes tokens");
    setUsage(command, "peripheral-cli bench [-p N] [-n N] [-d N,N…] [-r N] [OPTION]…");
    const auto options = std::make_shared<BenchOptions>();
    options->evaluation.addTo(command);
    addList(command, "-p,--prompt", options->prompts, "Tokens of a prompt to read; 0: none");
    addList(command, "-n,--generate", options->generations, "Tokens to write one by one; 0: none");
    addList(command, "-d,--depth", options->depths, "Tokens that are in the context before");
    command
        .add_option("--restore", options->restores,
                    "Instead of the other tests: read so many tokens, save and restore the cache")
        ->type_name("N[,N]…")
        ->delimiter(',')
        ->check(between(1, 1 << 20));
    command.add_option("-r,--repetitions", options->repetitions, "How often each test is run")
        ->type_name("N")
        ->check(between(1, 1000))
        ->capture_default_str();
    command
        .add_option("--text", options->text, "A text in UTF-8 whose tokens are used instead of random ones")
        ->type_name("FILE");
    command
        .add_flag(
            "--draft", options->draft,
            "Write the text with guesses, which are right where the text has them, and without, in turn")
        ->needs("--text");
    command.add_flag("--json", options->json, "Print everything as JSON");
    command.callback([options, &outcome] { outcome = run(*options); });
}

} // namespace peripheral::cli
