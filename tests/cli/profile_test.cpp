// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <plm/executors.h>

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

TEST(Profile, MeasuresWhereItIsAsked) {
    const json device = profiled({"--run", "--threads", "1"});
    EXPECT_GT(device.at("read_bandwidth_bytes_s"), 0);
    ASSERT_EQ(device.at("run").size(), 2U);
    EXPECT_EQ(device.at("run").at(0).at("test"), "pp128");
    EXPECT_EQ(device.at("run").at(1).at("test"), "tg32");
    EXPECT_GT(device.at("run").at(1).at("median_ts"), 0);
    EXPECT_EQ(device.at("run").at(1).at("n_threads"), 1);
    EXPECT_EQ(device.at("run").at(0).at("read_bandwidth_bytes_s"), device.at("read_bandwidth_bytes_s"));
}

TEST(Profile, PrintsText) {
    const Ended ended = run({"profile"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    for (const char* line : {"Processor ", "\nCores ", "\nKernels ", "\nInstruction sets ", "\nCaches ",
                             "\nMemory ", "\nRead bandwidth    not measured (--run measures it)\n", "\nGPUs ",
                             "\nTemperature ", "\nThrottled ", "\nGovernor ", "\nClock ", "\nPower "})
        EXPECT_THAT(ended.out, HasSubstr(line));
    const Ended measured = run({"profile", "--run"});
    ASSERT_EQ(measured.status, 0) << measured.err;
    EXPECT_THAT(measured.out, HasSubstr("GB/s with "));
    EXPECT_THAT(measured.out, Not(HasSubstr("--run")));
    EXPECT_THAT(measured.out, HasSubstr("\ntg32  "));
}

TEST(Profile, NamesAModelThatCannotBeRead) {
    const Ended ended = run({"profile", "--run", "--model", "/nowhere.gguf"});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, HasSubstr("/nowhere.gguf"));
    EXPECT_EQ(ended.out, "");
}

} // namespace
} // namespace peripheral::cli
