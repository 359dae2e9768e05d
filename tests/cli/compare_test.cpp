// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"
#include "program.h"

#include <plm/profile_file.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kLlamaBench = PERIPHERAL_TEST_DATA "/profiles/llama_bench.json";

class Compare : public testing::Test {
protected:
    void SetUp() override {
        plm::DeviceProfile other = plm::test::slower(plm::test::fullProfile(), 2);
        other.name = "Slow";
        other.settings->threads = 2;
        other.watts.reset();
        ASSERT_TRUE(plm::writeProfile(fast, plm::test::fullProfile()));
        ASSERT_TRUE(plm::writeProfile(slow, other));
    }
    [[nodiscard]] static std::string printed(const std::vector<std::string>& arguments) {
        std::vector<std::string> all{"compare"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const Ended ended = run(all);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return ended.out;
    }

    const ScratchFolder scratch;
    const std::string fast = scratch.path("fast.json"), slow = scratch.path("slow.json");
};

TEST_F(Compare, AProfileBesideItselfIsTheSameWork) {
    const std::string text = printed({fast, fast});
    EXPECT_THAT(text, ContainsRegex("\nB  The Pi on the shelf  fast.json  measured  the same work\n"));
    EXPECT_THAT(text, ContainsRegex("\ntg32 at 4096 +5.10 tokens/s +5.10 tokens/s +0.0 %\n"));
    EXPECT_THAT(text, Not(ContainsRegex("[+-][0-9.]+ %")));
}

TEST_F(Compare, SaysDifferencesInPerCentAndWhatWasSetOtherwise) {
    const std::string text = printed({fast, slow});
    EXPECT_THAT(text, HasSubstr("the same work; set otherwise: the threads\n"));
    EXPECT_THAT(text, ContainsRegex("\npp512 +41.97 tokens/s +20.98 tokens/s +-50.0 %\n"));
    EXPECT_THAT(text, ContainsRegex("\nwarm start, first token +1.833 s +3.667 s +[+]100.0 %\n"));
    EXPECT_THAT(text, ContainsRegex("\npower +7.3 W +not measured\n"));
}

TEST_F(Compare, ReadsLlamaBenchAndSaysWhatItDoesNotTell) {
    const std::string text = printed({fast, slow, kLlamaBench});
    EXPECT_THAT(text,
                ContainsRegex("\nC  AMD Ryzen 7 [^\n]*llama_bench.json  from llama-bench +whether it is the "
                              "same work is not told: the model's file, the output;"));
    EXPECT_THAT(text, ContainsRegex("\ntg128 at 4096 +not measured +not measured +26.64 tokens/s\n"));
}

TEST_F(Compare, PrintsTheSameToPrograms) {
    const json all = json::parse(printed({fast, slow, "--json"}));
    ASSERT_EQ(all.at("profiles").size(), 2U);
    EXPECT_FALSE(all.at("profiles")[0].contains("rows")) << "the baseline";
    const json& other = all.at("profiles")[1];
    EXPECT_EQ(other.at("name"), "Slow");
    EXPECT_EQ(other.at("work").at("verdict"), "same");
    EXPECT_EQ(other.at("work").at("settings"), json::array({"threads"}));
    const json& row = other.at("rows").at(0);
    EXPECT_EQ(row.at("what"), "prompt_speed");
    EXPECT_EQ(row.at("test"), "pp512");
    EXPECT_NEAR(row.at("percent"), -50, 1e-9);
    EXPECT_EQ(row.at("distinct"), true);
    EXPECT_EQ(row.at("baseline").at("samples"), 5);
    EXPECT_LT(row.at("other").at("interval_high"), row.at("baseline").at("interval_low"));

    const std::string csv = printed({fast, slow, "--csv"});
    EXPECT_THAT(csv, testing::StartsWith("baseline_interval_high,"));
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + static_cast<long>(other.at("rows").size()));
    EXPECT_THAT(printed({fast, slow, "--markdown"}),
                HasSubstr("| tg32 | 7.98 tokens/s | 3.99 tokens/s | -50.0 % |"));
}

TEST_F(Compare, NamesAFileThatIsNone) {
    const std::string text = scratch.file("text.json", "{}");
    const Ended ended = run({"compare", fast, text});
    EXPECT_EQ(ended.status, 1);
    EXPECT_EQ(ended.out, "");
    EXPECT_THAT(ended.err, testing::EndsWith("text.json: It is no profile of a device.\n"));
    EXPECT_EQ(run({"compare", fast}).status, 2) << "one is nothing to compare";
    EXPECT_EQ(run({"compare", fast, scratch.path("none.json")}).status, 1);
    EXPECT_EQ(run({"compare", fast, slow, "--json", "--csv"}).status, 2);
}

} // namespace
} // namespace peripheral::cli
