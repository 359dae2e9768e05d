// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/profile_file.h>

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace plm {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSample = PERIPHERAL_TEST_DATA "/profiles/llama_bench.json";

json sample() {
    return json::parse(std::ifstream(kSample));
}

std::string refusalOf(const std::string& text) {
    const auto profile = profileFromJson(text, "x.json");
    return profile ? "it was read" : profile.error().message;
}

TEST(LlamaBenchProfile, HasWhatTheFileTells) {
    const auto profile = readProfile(kSample);
    ASSERT_TRUE(profile) << profile.error().message;
    EXPECT_EQ(profile->origin, ProfileOrigin::Imported);
    EXPECT_EQ(profile->source, "llama-bench");
    EXPECT_EQ(profile->program, "llama-bench 8f3c2a1d");
    EXPECT_EQ(profile->measuredAt, "2026-03-14T09:26:00Z");
    EXPECT_EQ(profile->name, "AMD Ryzen 7 7840U w/ Radeon 780M Graphics");
    EXPECT_EQ(profile->model->name, "PLM-1.8B-Instruct-Q4_K_M");
    EXPECT_EQ(profile->model->type, "Q4_K");
    EXPECT_EQ(profile->model->tensorBytes, 1133456128U);
    EXPECT_EQ(profile->settings->threads, 8);
    EXPECT_EQ(profile->settings->executor, "CPU");
    EXPECT_EQ(profile->settings->cacheType, "f16");
    EXPECT_FALSE(profile->settings->sparse);
    ASSERT_EQ(profile->tests.size(), 3U) << "a prompt with an answer is neither";
    EXPECT_EQ(profile->tests[0].test.name(), "pp512");
    EXPECT_EQ(profile->tests[2].test.depth, 4096);
    EXPECT_EQ(profile->tests[1].seconds.size(), 5U);
    EXPECT_NEAR(profile->tests[1].speeds()[0], 35.543, 0.001) << "as its samples_ts";
}

TEST(LlamaBenchProfile, LeavesOutWhatTheFileDoesNotTell) {
    const DeviceProfile profile = readProfile(kSample).value();
    EXPECT_FALSE(profile.form);
    EXPECT_TRUE(profile.bandwidth.empty());
    EXPECT_FALSE(profile.machine.memoryBytes);
    EXPECT_FALSE(profile.machine.gpus);
    EXPECT_FALSE(profile.warm);
    EXPECT_FALSE(profile.memory);
    EXPECT_FALSE(profile.throttled);
    EXPECT_FALSE(profile.tests[0].cost);
    EXPECT_EQ(profile.tests[0].outputHash, "");
    EXPECT_EQ(profile.model->sha256, "");
}

TEST(LlamaBenchProfile, TakesNoFolderOfTheModel) {
    for (const char* path :
         {"/home/maria/models/plm.gguf", "C:\\Users\\maria\\plm.gguf", "../maria/plm.gguf"}) {
        json tests = sample();
        for (json& test : tests)
            test["model_filename"] = path;
        const auto profile = profileFromJson(tests.dump(), "x.json");
        ASSERT_TRUE(profile);
        EXPECT_EQ(profile->model->name, "plm");
        EXPECT_THAT(toJson(*profile), Not(HasSubstr("maria")));
    }
}

TEST(LlamaBenchProfile, LinesAreReadLikeAnArray) {
    const auto lines = readProfile(PERIPHERAL_TEST_DATA "/profiles/llama_bench.jsonl");
    ASSERT_TRUE(lines) << lines.error().message;
    EXPECT_EQ(toJson(*lines), toJson(*readProfile(kSample)));
    EXPECT_EQ(toJson(*profileFromJson(sample()[0].dump(), "x.json")).find("\"tokens\": 128"),
              std::string::npos);
    EXPECT_EQ(refusalOf(sample()[0].dump() + "\n{\"n_prompt\": "),
              "x.json, line 2: It is not valid JSON at byte 14.");
}

TEST(LlamaBenchProfile, OurOwnBenchTellsMore) {
    json tests = sample();
    for (json& test : tests)
        test.update({{"executor", "cpu"},
                     {"kv_type", "q8"},
                     {"sparse", true},
                     {"load_s", 1.5},
                     {"ttft_s", 2.5},
                     {"load_cold_s", nullptr},
                     {"ttft_cold_s", nullptr},
                     {"throttled", false},
                     {"governor", "powersave"},
                     {"read_bandwidth_bytes_s", 5e10},
                     {"kv_bytes_per_token", 18496},
                     {"model_sha256", std::string(64, 'e')}});
    const auto profile = profileFromJson(tests.dump(), "x.json");
    ASSERT_TRUE(profile) << profile.error().message;
    EXPECT_EQ(profile->source, "peripheral-cli bench");
    EXPECT_EQ(profile->origin, ProfileOrigin::Imported);
    EXPECT_EQ(profile->settings->executor, "cpu");
    EXPECT_EQ(profile->settings->cacheType, "q8");
    EXPECT_TRUE(profile->settings->sparse);
    EXPECT_EQ(profile->warm->firstToken, 2.5);
    EXPECT_FALSE(profile->cold);
    EXPECT_EQ(profile->bandwidth[0].threads, 8);
    EXPECT_EQ(profile->bandwidth[0].rates, std::vector{5e10});
    EXPECT_EQ(profile->model->sha256, std::string(64, 'e'));
    EXPECT_EQ(profile->model->cacheBytesPerToken, 18496U);
    EXPECT_EQ(profile->after.governor, "powersave");
    EXPECT_EQ(profile->throttled, false);
}

TEST(LlamaBenchProfile, IsOfOneModelRunInOneWay) {
    for (const char* key : {"model_filename", "n_threads", "type_k", "flash_attn", "n_gpu_layers"}) {
        json tests = sample();
        tests[1][key] = "other";
        EXPECT_THAT(refusalOf(tests.dump()),
                    HasSubstr(std::string("\"[1].") + key + "\" is not what it is in the"));
    }
}

TEST(LlamaBenchProfile, NamesWhatIsWrong) {
    EXPECT_EQ(refusalOf("[]"), "x.json: It holds 0 tests.");
    EXPECT_EQ(refusalOf("[7]"), "x.json: \"[0]\" is 7, not an object.");
    json tests = sample();
    tests[1]["samples_ns"] = json::array({5, -1});
    EXPECT_THAT(refusalOf(tests.dump()), HasSubstr("\"[1].samples_ns\" holds -1"));
    tests[1].erase("samples_ns");
    EXPECT_EQ(refusalOf(tests.dump()), "x.json: \"[1].samples_ns\" is missing.");
    tests = sample();
    tests[2] = "x";
    EXPECT_THAT(refusalOf(tests.dump()), HasSubstr("\"[2]\" is \"x\""));
    EXPECT_EQ(refusalOf(json::array({sample()[3]}).dump()),
              "x.json: No test of it reads a prompt or writes tokens alone.");
    EXPECT_EQ(refusalOf(R"({"name": "a song"})"), "x.json: It is no profile of a device.");
}

} // namespace
} // namespace plm
