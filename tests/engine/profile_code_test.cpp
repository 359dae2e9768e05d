// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"

#include <plm/profile_code.h>
#include <plm/profile_file.h>
#include <plm/sample_statistics.h>

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm {
namespace {

using test::fullProfile;
using testing::HasSubstr;
using testing::Not;

DeviceProfile readBack(const DeviceProfile& profile) {
    const auto read = profileFromJson(shortProfile(profile), "code");
    EXPECT_TRUE(read) << read.error().message;
    return read.value_or(DeviceProfile());
}

TEST(ProfileCode, FitsAndIsReadBack) {
    const DeviceProfile profile = fullProfile();
    const std::string code = shortProfile(profile);
    EXPECT_LE(code.size(), kMostBytesOfCode);
    EXPECT_EQ(code.find('\n'), std::string::npos);
    const DeviceProfile read = readBack(profile);
    EXPECT_TRUE(read.abridged);
    EXPECT_EQ(read.name, profile.name);
    EXPECT_EQ(read.machine.processor, profile.machine.processor);
    EXPECT_EQ(read.machine.memoryBytes, profile.machine.memoryBytes);
    EXPECT_EQ(read.model->sha256, profile.model->sha256.substr(0, 16));
    EXPECT_EQ(read.model->tensorBytes, profile.model->tensorBytes);
    EXPECT_EQ(read.settings->threads, 4);
    EXPECT_EQ(read.memory->peakResident, profile.memory->peakResident);
    EXPECT_EQ(read.form, ProfileForm::Full);
    EXPECT_NEAR(read.warm->firstToken, 1.8333, 0.001);
    EXPECT_EQ(read.throttled, false);
}

TEST(ProfileCode, HasMediansInPlaceOfSamples) {
    const DeviceProfile profile = fullProfile(), read = readBack(profile);
    ASSERT_EQ(read.tests.size(), profile.tests.size());
    for (std::size_t i = 0; i < read.tests.size(); ++i) {
        EXPECT_EQ(read.tests[i].test.name(), profile.tests[i].test.name());
        EXPECT_EQ(read.tests[i].medianOf, 5);
        ASSERT_EQ(read.tests[i].seconds.size(), 1U);
        EXPECT_NEAR(read.tests[i].seconds[0], median(profile.tests[i].seconds), 0.01);
    }
    EXPECT_EQ(read.bandwidth[1].rates, std::vector{1.15e10});
    EXPECT_FALSE(read.tests[0].cost);
    EXPECT_TRUE(read.tests[0].activeByLayer.empty());
}

TEST(ProfileCode, OfAnAbridgedProfileIsTheSame) {
    const std::string code = shortProfile(fullProfile());
    EXPECT_EQ(shortProfile(profileFromJson(code, "code").value()), code);
}

TEST(ProfileCode, OfNothingIsReadBack) {
    const DeviceProfile read = readBack({});
    EXPECT_FALSE(read.model);
    EXPECT_TRUE(read.tests.empty());
    EXPECT_LE(shortProfile({}).size(), 200U);
}

/// Everything longer than anybody has it.
DeviceProfile largeProfile() {
    DeviceProfile profile = fullProfile();
    profile.notes = std::string(10000, 'n');
    for (int i = 0; i < 7; ++i) // a long name, in characters of two bytes
        profile.name += "\u00e9\u00e8\u00ea\u00eb\u00e0\u00e2\u00e4\u00e7\u00f4\u00f6";
    for (std::string* text :
         {&profile.source, &profile.program, &profile.machine.processor, &profile.kernels.name,
          &profile.model->name, &profile.model->type, &profile.settings->executor})
        *text = std::string(500, '"');
    profile.machine.instructionSets.assign(60, "AVX-something-long");
    profile.machine.caches.assign(40, {1, "instruction", 1U << 30, 1000});
    profile.machine.gpus->assign(20, {std::string(300, 'g'), std::string(300, 'd')});
    for (int i = 0; i < 60; ++i) {
        profile.bandwidth.push_back({1000 + i, {1.2345e15}});
        profile.compute.push_back({1000 + i, {1.2345e15}});
        profile.tests.push_back(profile.tests[0]);
    }
    return profile;
}

TEST(ProfileCode, FitsWhateverThereIs) {
    const DeviceProfile profile = largeProfile();
    EXPECT_LE(shortProfile(profile).size(), kMostBytesOfCode);
    const DeviceProfile read = readBack(profile);
    EXPECT_EQ(read.tests.size(), 4U);
    EXPECT_TRUE(read.machine.caches.empty());
    EXPECT_EQ(read.notes, "");
}

/// What people have as a picture stays readable.
TEST(ProfileCode, OfTheFirstVersionIsRead) {
    std::ifstream file(PERIPHERAL_TEST_DATA "/profiles/code_of_version_1.txt");
    std::string code;
    std::getline(file, code);
    const auto read = profileFromJson(code, "code");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->name, "The Pi on the shelf");
    EXPECT_EQ(read->kept->firstToken, 0.61);
    EXPECT_EQ(read->tests[2].test.depth, 4096);
    EXPECT_EQ(read->quality->tokens, 612);
}

TEST(ProfileCode, NamesWhatIsWrong) {
    const auto refusalOf = [](const char* text) { return profileFromJson(text, "code").error().message; };
    EXPECT_EQ(refusalOf(R"(["PDP",2,"measured"])"),
              "code: It is of version 2; this program reads version 1.");
    EXPECT_EQ(refusalOf(R"(["PDP"])"), "code: It does not tell its version.");
    EXPECT_EQ(refusalOf(R"(["PDP",1])"), "code: \"origin\" is missing.");
    EXPECT_EQ(refusalOf(R"(["PDP",1,"measured",null,true,null,null,null,null,null,7])"),
              "code: \"machine\" is 7, not an object.");
    EXPECT_THAT(refusalOf(R"(["PDP",1,"measured",null,true,"x)"), HasSubstr("not valid JSON"));
}

TEST(ProfileCode, HoldsNoNotes) {
    EXPECT_THAT(shortProfile(fullProfile()), Not(HasSubstr("power supply")));
}

} // namespace
} // namespace plm
