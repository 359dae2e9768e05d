// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"
#include "commands.h"
#include "comparison_text.h"
#include "output.h"

#include <plm/profile_file.h>
#include <plm/shown_text.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

namespace peripheral::cli {

namespace {

constexpr int kMostProfiles = 26; // named by letters

struct CompareOptions {
    std::vector<std::filesystem::path> files;
    bool json = false, csv = false, markdown = false;
};

plm::Result<std::vector<ComparedProfile>> readAll(const std::vector<std::filesystem::path>& files) {
    std::vector<ComparedProfile> profiles;
    for (const std::filesystem::path& file : files) {
        auto profile = plm::readProfile(file);
        if (!profile)
            return tl::unexpected(profile.error());
        profiles.push_back({plm::displayName(file.filename()), std::move(*profile), {}});
    }
    for (ComparedProfile& compared : profiles)
        compared.comparison = plm::compare(profiles.front().profile, compared.profile);
    return profiles;
}

void print(const CompareOptions& options, const std::vector<ComparedProfile>& profiles) {
    if (options.json)
        return printIndented(comparisonJson(profiles));
    if (options.csv)
        return writeResult(benchCsv(comparisonLines(profiles)));
    const Table first = profilesTable(profiles), second = differencesTable(profiles);
    if (options.markdown)
        printResult("{}\n{}", first.markdown(), second.markdown());
    else
        printResult("{}\n{}", first.text(), second.text());
}

plm::Status run(const CompareOptions& options) {
    return readAll(options.files).map([&](const std::vector<ComparedProfile>& profiles) {
        print(options, profiles);
    });
}

} // namespace

void addCompare(CLI::App& program, Invocation& invocation) {
    CLI::App& command = *program.add_subcommand("compare", "Profiles of devices beside the first one");
    setUsage(command, "peripheral-cli compare BASELINE FILE… [--json | --csv | --markdown]");
    const auto options = std::make_shared<CompareOptions>();
    command
        .add_option("FILE", options->files,
                    "What profile --export wrote, or what llama-bench -o json printed; the baseline first")
        ->type_name("")
        ->required()
        ->expected(2, kMostProfiles);
    auto* const json = command.add_flag("--json", options->json, "Print everything as JSON");
    auto* const csv = command.add_flag("--csv", options->csv, "Print all values as CSV");
    auto* const markdown = command.add_flag("--markdown", options->markdown, "Print the tables in Markdown");
    csv->excludes(json);
    markdown->excludes(json)->excludes(csv);
    command.callback([options, &invocation] { invocation.outcome = run(*options); });
}

} // namespace peripheral::cli
