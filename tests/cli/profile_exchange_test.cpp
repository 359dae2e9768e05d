// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"
#include "program.h"

#include <plm/profile_code.h>
#include <plm/profile_file.h>

#include <array>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pwd.h>
#include <regex>
#include <unistd.h>

namespace peripheral::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kBenchResults = PERIPHERAL_TEST_DATA "/profiles/llama_bench.json";

std::string profilePrinted(const std::vector<std::string>& options) {
    std::vector<std::string> arguments{"profile"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.status, 0) << ended.err;
    return ended.out;
}

class ExchangedProfile : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(plm::writeProfile(full, plm::test::fullProfile())); }

    const ScratchFolder scratch;
    const std::string full = scratch.path("full.json"), out = scratch.path("out.json");
};

TEST_F(ExchangedProfile, AnImportIsShownAsWhatItIs) {
    const std::string text = profilePrinted({"--import", full});
    EXPECT_THAT(text, StartsWith("Profile           The Pi on the shelf\n"
                                 "Notes             With a fan.\n"
                                 "                  And a good power supply.\n"
                                 "Origin            measured\nForm              full\n"));
    EXPECT_THAT(text, HasSubstr("\nSHA-256 "));
    const std::string imported = profilePrinted({"--import", kBenchResults});
    EXPECT_THAT(imported, HasSubstr("\nOrigin            from llama-bench\n"));
    EXPECT_THAT(imported, HasSubstr("\nCaches            not measured\n"));
}

TEST_F(ExchangedProfile, AnImportIsExportedAsItIs) {
    const std::string document = readFile(full);
    EXPECT_EQ(profilePrinted({"--import", full, "--export", out, "--json"}), document);
    EXPECT_EQ(readFile(out), document);
    profilePrinted({"--import", kBenchResults, "--export", out});
    EXPECT_EQ(nlohmann::json::parse(readFile(out)).at("source"), "llama-bench");
}

TEST_F(ExchangedProfile, TheShortLineIsReadBack) {
    const std::string line = profilePrinted({"--import", full, "--short"});
    EXPECT_LE(line.size(), plm::kMostBytesOfCode + 1);
    EXPECT_THAT(profilePrinted({"--import", scratch.file("line.txt", line)}),
                HasSubstr("\nOrigin            measured, medians only\n"));
}

TEST_F(ExchangedProfile, TellsWhatDoesNotGoTogether) {
    EXPECT_EQ(run({"profile", "--import", full, "--run"}).status, 2);
    EXPECT_EQ(run({"profile", "--import", full, "--json", "--short"}).status, 2);
    const Ended alone = run({"profile", "--export", out});
    EXPECT_EQ(alone.status, 1);
    EXPECT_THAT(alone.err, HasSubstr("--run measures one, --import reads one."));
    const Ended over = run({"profile", "--import", full, "--export", full});
    EXPECT_EQ(over.status, 1);
    EXPECT_THAT(over.err, HasSubstr("it is a file that is read"));
    EXPECT_EQ(readFile(full), plm::toJson(plm::test::fullProfile()));
}

TEST_F(ExchangedProfile, NothingIsMeasuredForAFileThatCannotBeWritten) {
    const Ended ended = run({"profile", "--run", "--export", scratch.path("")});
    EXPECT_EQ(ended.status, 1);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
}

/// All strings in a document.
void addStrings(const nlohmann::json& value, std::vector<std::string>& strings) {
    if (value.is_string())
        strings.push_back(value.get<std::string>());
    for (const auto& item : value.is_structured() ? value : nlohmann::json::array())
        addStrings(item, strings);
}

/// What tells who and where: of this machine, and of the folder that the model was in.
std::vector<std::string> tellingWords(const std::string& folder) {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    std::vector<std::string> words{host.data(), folder, "somebody"};
    if (const passwd* user = ::getpwuid(::getuid()))
        words.insert(words.end(), {user->pw_name, user->pw_dir});
    for (const char* name : {"HOME", "USER", "LOGNAME", "HOSTNAME"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            words.emplace_back(value);
    return words;
}

void expectNothingTelling(const std::string& document, const std::string& folder) {
    std::vector<std::string> strings;
    addStrings(nlohmann::json::parse(document), strings);
    ASSERT_GT(strings.size(), 5U);
    const std::regex path(R"((^|[\s"'=])(/\w|~/|\.\./|[A-Za-z]:\\)|\\\w+\\)");
    for (const std::string& text : strings) {
        EXPECT_FALSE(std::regex_search(text, path)) << text;
        for (const std::string& word : tellingWords(folder))
            EXPECT_EQ(text.find(word), std::string::npos) << '"' << text << "\" holds " << word;
    }
}

TEST_F(ExchangedProfile, WhatIsMeasuredTellsNoPathAndNoName) {
    std::filesystem::create_directories(scratch.path("somebody"));
    const std::string model = scratch.path("somebody/model.gguf");
    std::filesystem::copy_file(PERIPHERAL_SOURCE_DIR "/resources/models/plm-nano.gguf", model);
    profilePrinted({"--run", "--sustained", "0", "--model", model, "--export", out});
    const std::string document = readFile(out);
    expectNothingTelling(document, scratch.path(""));
    EXPECT_EQ(document, plm::toJson(plm::readProfile(out).value()));
    EXPECT_THAT(document, testing::Not(HasSubstr("model.gguf")));
}

TEST_F(ExchangedProfile, WhatIsImportedTellsNoPathAndNoName) {
    const std::string folder = scratch.path("somebody");
    std::filesystem::create_directories(folder);
    const std::string model = folder + "/model.gguf";
    std::filesystem::copy_file(PERIPHERAL_SOURCE_DIR "/resources/models/plm-nano.gguf", model);
    const Ended bench = run({"bench", "--model", model, "-p", "4", "-n", "2", "-r", "1", "--json"});
    ASSERT_EQ(bench.status, 0) << bench.err;
    ASSERT_THAT(bench.out, HasSubstr("somebody")) << "there is something to leave out";
    profilePrinted({"--import", scratch.file("bench.json", bench.out), "--export", out});
    expectNothingTelling(readFile(out), scratch.path(""));
    EXPECT_EQ(nlohmann::json::parse(readFile(out)).at("source"), "peripheral-cli bench");
}

} // namespace
} // namespace peripheral::cli
