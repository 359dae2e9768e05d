// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"
#include "small_models.h"

#include <plm/profile_file.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class FitsInTheTerminal : public SmallModels {
protected:
    [[nodiscard]] std::string text(std::vector<std::string> options) const {
        options.insert(options.begin(), {"fit", "--model", random, "--probe", "off"});
        return out(options);
    }
    [[nodiscard]] json found(std::vector<std::string> options) const {
        options.emplace_back("--json");
        return json::parse(text(options));
    }
};

/// The input called `what` of an estimate; null where there is none.
json inputOf(const json& estimate, const std::string& what) {
    for (const json& input : estimate.at("inputs"))
        if (input.at("what") == what)
            return input;
    return {};
}

TEST_F(FitsInTheTerminal, TellsMemoryAndSaysWhatWasNotMeasured) {
    const std::string told = text({"--context", "100"});
    EXPECT_THAT(told, HasSubstr("latent cache of 100 tokens"));
    EXPECT_THAT(told, HasSubstr("It fits into the memory of "));
    EXPECT_THAT(told, HasSubstr("the longest context that does has 256 tokens."));
    EXPECT_THAT(told, HasSubstr("not measured"));
    EXPECT_THAT(told, Not(HasSubstr("imulated")));
    const json values = found({"--context", "100"});
    EXPECT_EQ(values.at("context"), 100);
    EXPECT_EQ(values.at("fits"), true);
    EXPECT_EQ(values.at("speeds").size(), 2U);
    EXPECT_TRUE(values.at("speeds").at(0).at("writing_tokens_per_second").at("value").is_null());
    EXPECT_TRUE(values.at("limit").is_null());
}

TEST_F(FitsInTheTerminal, SaysWhatIsSimulated) {
    const std::string told = text({"--memory", "1kB", "--cores", "3", "--bandwidth", "2.5GB/s"});
    EXPECT_THAT(told, testing::StartsWith("A simulated device\n"));
    EXPECT_THAT(told, HasSubstr("It does not fit into the memory of 1.0 kB; no context does."));
    const json values = found({"--memory", "64KiB", "--cores", "3", "--bandwidth", "2.5GB/s"});
    EXPECT_EQ(values.at("limit"), "memory");
    EXPECT_EQ(values.at("longest_context").at("simulated"), true);
    EXPECT_EQ(values.at("memory_bytes"), 65536);
    const json writing = values.at("speeds").at(0).at("writing_tokens_per_second");
    EXPECT_EQ(inputOf(writing, "bandwidth_bytes_per_second"), (json{{"what", "bandwidth_bytes_per_second"},
                                                                    {"part", nullptr},
                                                                    {"value", 2.5e9},
                                                                    {"basis", "simulated"}}));
    EXPECT_EQ(inputOf(writing, "threads").at("value"), 3);
    EXPECT_EQ(inputOf(writing, "active_share").at("basis"), "assumed");
}

TEST_F(FitsInTheTerminal, ReadsTheProfileOfAnotherDevice) {
    const plm::DeviceProfile profile = plm::test::fullProfile();
    const std::string file = scratch.file("device.json", plm::toJson(profile));
    const json values = found({"--profile", file, "-d", "0"});
    EXPECT_EQ(values.at("memory_bytes"), 0.9 * static_cast<double>(profile.machine.memoryBytes.value()));
    const json writing = values.at("speeds").at(0).at("writing_tokens_per_second");
    EXPECT_GT(writing.at("value"), 0) << "by the rates of the profile's own tests";
    EXPECT_FALSE(writing.at("simulated"));
    const json halved = found({"--profile", file, "-d", "0", "--bandwidth", "1GB/s"});
    EXPECT_LT(halved.at("speeds").at(0).at("writing_tokens_per_second").at("value"), writing.at("value"));
    const Ended missing = run({"fit", "--model", random, "--probe", "off", "--profile", "/nowhere.json"});
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.err, HasSubstr("/nowhere.json"));
}

TEST_F(FitsInTheTerminal, MeasuresTheRatesOfAnotherDevice) {
    const std::string model = scratch.path("model.gguf");
    (void)out({"synthesize", "--out", model, "--layers", "2", "--embedding", "64", "--feed-forward", "128",
               "--heads", "2", "--latent-rank", "32", "--vocabulary", "300"});
    ::setenv("TMPDIR", scratch.path("").c_str(), 1);
    const json values = json::parse(
        out({"fit", "--model", model, "--json", "--bandwidth", "1GB/s", "-d", "10", "--threads", "1"}));
    ::unsetenv("TMPDIR");
    ASSERT_EQ(values.at("speeds").size(), 1U);
    const json& speed = values.at("speeds").at(0);
    EXPECT_EQ(speed.at("depth"), 10);
    const json& writing = speed.at("writing_tokens_per_second");
    EXPECT_GT(writing.at("value"), 0);
    EXPECT_EQ(writing.at("basis"), "estimated");
    EXPECT_EQ(writing.at("simulated"), true);
    EXPECT_EQ(inputOf(writing, "weight_bytes_per_second").at("basis"), "assumed") << "scaled from here";
    EXPECT_GT(inputOf(writing, "measured_bandwidth_bytes_per_second").at("value"), 0);
    EXPECT_GT(speed.at("reading_tokens_per_second").at("value"), 0);
}

TEST_F(FitsInTheTerminal, RefusesWhatIsNoDevice) {
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--memory", "0"},
                                                  {"--memory", "-8GiB"},
                                                  {"--memory", "8XB"},
                                                  {"--memory", "8GiB/s"},
                                                  {"--memory", "nan"},
                                                  {"--memory", "1e300GB"},
                                                  {"--memory", ""},
                                                  {"--bandwidth", "fast"},
                                                  {"--cores", "0"},
                                                  {"--sparsity", "1"},
                                                  {"-d", "-1"}}) {
        std::vector<std::string> arguments{"fit"};
        arguments.insert(arguments.end(), wrong.begin(), wrong.end());
        const Ended ended = run(arguments);
        EXPECT_EQ(ended.status, 2) << wrong[0] << " " << wrong[1] << ended.out;
        EXPECT_THAT(ended.err, HasSubstr(wrong[0].substr(wrong[0].find_first_not_of('-'))));
        EXPECT_THAT(ended.err, HasSubstr("Usage: peripheral-cli fit"));
    }
    const Ended missing = run({"fit", "--model", "/none.gguf", "--probe", "off"});
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.err, HasSubstr("/none.gguf"));
}

} // namespace
} // namespace peripheral::cli
