// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <plm/executors.h>
#include <plm/profile_file.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

json profiled(const std::vector<std::string>& options) {
    std::vector<std::string> arguments{"profile", "--json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.status, 0) << ended.err;
    return json::parse(ended.out);
}

TEST(Profile, NamesWhatTheKernelsUseFirst) {
    const json device = profiled({});
    const plm::KernelChoice choice = plm::kernelChoice();
    EXPECT_EQ(device.at("kernels").at("name"), choice.name);
    EXPECT_EQ(device.at("kernels").at("instruction_sets"), choice.instructionSets);
    auto sets = device.at("instruction_sets").get<std::vector<std::string>>();
    ASSERT_GE(sets.size(), choice.instructionSets.size());
    EXPECT_TRUE(std::equal(choice.instructionSets.begin(), choice.instructionSets.end(), sets.begin()));
    std::sort(sets.begin(), sets.end());
    EXPECT_EQ(std::adjacent_find(sets.begin(), sets.end()), sets.end()) << "none twice";
}

TEST(Profile, HasEveryField) {
    const json device = profiled({});
    for (const char* key : {"processor",
                            "architecture",
                            "cores_physical",
                            "cores_logical",
                            "kernels",
                            "instruction_sets",
                            "caches",
                            "memory_bytes",
                            "memory_available_bytes",
                            "read_bandwidth_bytes_s",
                            "gpus",
                            "temperature_c",
                            "throttled",
                            "throttled_ever",
                            "throttle_events",
                            "governor",
                            "clock_mhz",
                            "highest_clock_mhz",
                            "power_w",
                            "run"})
        EXPECT_TRUE(device.contains(key)) << key;
    EXPECT_LE(device.at("cores_physical"), device.at("cores_logical"));
    EXPECT_LT(device.at("memory_available_bytes"), device.at("memory_bytes"));
    EXPECT_TRUE(device.at("read_bandwidth_bytes_s").is_null()) << "nothing was measured";
    EXPECT_TRUE(device.at("run").is_null());
}

/// A short run, which is over in a second or two.
std::vector<std::string> shortRun(std::vector<std::string> options) {
    options.insert(options.begin(), {"profile", "--run", "--sustained", "0.1", "--threads", "1"});
    return options;
}

/// What the window exports, too.
TEST(Profile, MeasuresWhereItIsAsked) {
    const Ended ended = run(shortRun({"--json"}));
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("This will take about "));
    const auto profile = plm::profileFromJson(ended.out, "output");
    ASSERT_TRUE(profile) << profile.error().message;
    EXPECT_EQ(profile->origin, plm::ProfileOrigin::Measured);
    EXPECT_THAT(profile->program, testing::StartsWith("Peripheral "));
    EXPECT_FALSE(profile->bandwidth.empty());
    EXPECT_FALSE(profile->compute.empty());
    ASSERT_EQ(profile->tests.size(), 2U);
    EXPECT_EQ(profile->tests[1].test.name(), "tg32");
    EXPECT_EQ(profile->tests[1].seconds.size(), 5U);
    EXPECT_EQ(profile->settings->threads, 1);
    EXPECT_FALSE(profile->model->synthetic);
    EXPECT_TRUE(profile->quality);
    EXPECT_EQ(plm::toJson(*profile), ended.out) << "nothing is lost";
}

TEST(Profile, RepeatsAsOftenAsIsAsked) {
    const Ended ended = run(shortRun({"--json", "--repetitions", "10"}));
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(plm::profileFromJson(ended.out, "output")->tests.at(0).seconds.size(), 10U);
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--repetitions", "6"},
                                                  {"--sustained", "-1"},
                                                  {"--synthetic", "--model", "x.gguf"}})
        EXPECT_EQ(run(shortRun(wrong)).status, 2);
    EXPECT_EQ(run({"profile", "--full"}).status, 2) << "nothing is measured";
}

TEST(Profile, PrintsText) {
    const Ended ended = run({"profile"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    for (const char* line : {"Processor ", "\nCores ", "\nKernels ", "\nInstruction sets ", "\nCaches ",
                             "\nMemory ", "\nRead bandwidth    not measured (--run measures it)\n", "\nGPUs ",
                             "\nTemperature ", "\nThrottled ", "\nGovernor ", "\nClock ", "\nPower "})
        EXPECT_THAT(ended.out, HasSubstr(line));
}

TEST(Profile, PrintsAllThatWasMeasuredAndWhatWasNot) {
    const Ended measured = run(shortRun({}));
    ASSERT_EQ(measured.status, 0) << measured.err;
    for (const char* line :
         {"Processor ", "\nModel ", "\nSHA-256 ", "\nSettings          executor ",
          "\nCold start        not measured\n", "\nWarm start        loaded in ", "\nMemory taken ",
          "\nClock ", "\nPower ", "\nEnergy a token ", "\nWithout a pause   ",
          "\nQuality           perplexity ", "\npp128 ", "\ntg32 ", "\nthreads ", "GB/s with "})
        EXPECT_THAT(measured.out, HasSubstr(line));
    EXPECT_THAT(measured.out, Not(HasSubstr("--run")));
}

TEST(Profile, NamesAModelThatCannotBeRead) {
    const Ended ended = run({"profile", "--run", "--model", "/nowhere.gguf"});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, HasSubstr("/nowhere.gguf"));
    EXPECT_EQ(ended.out, "");
}

} // namespace
} // namespace peripheral::cli
