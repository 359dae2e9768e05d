// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"
#include "temporary_folder.h"

#include <plm/profile_file.h>

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace plm {
namespace {

using nlohmann::json;
using test::fullProfile;
using testing::HasSubstr;

json document() {
    return json::parse(toJson(fullProfile()));
}

std::string refusalOf(const json& document) {
    const auto profile = profileFromJson(document.dump(), "x.json");
    return profile ? "it was read" : profile.error().message;
}

/// The document of a full profile with another value at `place`.
std::string refusalWith(const std::string& place, const json& value) {
    json changed = document();
    changed[json::json_pointer(place)] = value;
    return refusalOf(changed);
}

TEST(ProfileFile, IsReadAsItWasWritten) {
    const DeviceProfile profile = fullProfile();
    const std::string text = toJson(profile);
    const auto read = profileFromJson(text, "x.json");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(toJson(*read), text) << "the same bytes";
    EXPECT_EQ(read->notes, profile.notes);
    EXPECT_EQ(read->bandwidth[0].rates, profile.bandwidth[0].rates) << "to the last bit";
    EXPECT_EQ(read->tests[1].seconds, profile.tests[1].seconds);
    EXPECT_EQ(read->tests[1].activeByLayer, profile.tests[1].activeByLayer);
    EXPECT_EQ(read->tests[2].cost->weightBytes, profile.tests[2].cost->weightBytes);
    EXPECT_EQ(read->memory->peakResident, profile.memory->peakResident);
    EXPECT_EQ(read->sustained->samples.size(), 120U);
    EXPECT_EQ(read->form, ProfileForm::Full);
    EXPECT_EQ(read->warm->firstToken, profile.warm->firstToken);
    EXPECT_EQ(read->before.governor, "ondemand");
}

TEST(ProfileFile, WhatWasNotMeasuredIsNullAndStaysOut) {
    const std::string text = toJson(DeviceProfile());
    const json empty = json::parse(text);
    for (const char* key : {"name", "form", "measured_at", "throttled", "power_w", "model", "settings",
                            "start_cold", "memory", "sustained", "quality"})
        EXPECT_TRUE(empty.at(key).is_null()) << key;
    EXPECT_TRUE(empty.at("machine").at("gpus").is_null());
    const auto read = profileFromJson(text, "x.json");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_FALSE(read->model);
    EXPECT_FALSE(read->machine.gpus);
    EXPECT_FALSE(read->machine.physicalCores);
    EXPECT_FALSE(read->after.governor);
    EXPECT_EQ(toJson(*read), text);
}

TEST(ProfileFile, HasTheSameKeysWhateverWasMeasured) {
    const json full = document(), empty = json::parse(toJson(DeviceProfile()));
    for (const auto& [key, value] : full.items())
        EXPECT_TRUE(empty.contains(key)) << key;
    EXPECT_EQ(full.size(), empty.size());
}

TEST(ProfileFile, UnknownKeysArePassedOver) {
    json later = document();
    later["colour"] = "green";
    later["machine"]["fans"] = 2;
    EXPECT_EQ(refusalOf(later), "it was read");
}

TEST(ProfileFile, ALaterVersionIsNotGuessedAt) {
    const auto read = profileFromJson(R"({"format": "peripheral-device-profile", "version": 7})", "x.json");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::Unsupported);
    EXPECT_EQ(read.error().message, "x.json: It is of version 7; this program reads version 1.");
    EXPECT_EQ(refusalWith("/version", 0), "x.json: \"version\" is 0; it must be a whole number from 1 to 1.");
    EXPECT_EQ(refusalWith("/version", nullptr), "x.json: \"version\" is missing.");
    EXPECT_EQ(refusalWith("/format", "other"), "x.json: It is no profile of a device.");
}

TEST(ProfileFile, NamesWhatIsWrong) {
    EXPECT_EQ(refusalWith("/tests/1/tokens", -3),
              "x.json: \"tests[1].tokens\" is -3; it must be a whole number from 1 to 16777216.");
    EXPECT_EQ(refusalWith("/tests/1/kind", "song"),
              "x.json: \"tests[1].kind\" is \"song\", which is none of the values that are known.");
    EXPECT_EQ(refusalWith("/machine", 5), "x.json: \"machine\" is 5, not an object.");
    EXPECT_EQ(refusalWith("/model/sha256", "abc"),
              "x.json: \"model.sha256\" is \"abc\"; it must have 16 to 64 digits from 0 to 9 and a to f.");
    EXPECT_EQ(refusalWith("/tests/0/seconds", json::array({1, 0})),
              "x.json: \"tests[0].seconds\" holds 0; it must hold numbers from 1e-09 to 1000000000.");
    EXPECT_THAT(refusalWith("/tests/0/cost_per_token/seconds/head", "x"),
                HasSubstr("\"tests[0].cost_per_token.seconds.head\" is \"x\""));
    EXPECT_THAT(refusalWith("/conditions_after/temperature_c", 1e9),
                HasSubstr("\"conditions_after.temperature_c\""));
    EXPECT_THAT(refusalWith("/tests/0/active_by_layer", json::array({1.5})), HasSubstr("from 0 to 1"));
    EXPECT_THAT(refusalWith("/name", std::string(1000, 'x')), HasSubstr("\"name\" has more than 512 bytes"));
    EXPECT_THAT(refusalWith("/tests", nullptr), HasSubstr("\"tests\" is missing"));
    EXPECT_THAT(refusalWith("/read_bandwidth/0/threads", 1e18), HasSubstr("\"read_bandwidth[0].threads\""));
}

TEST(ProfileFile, ListsHaveLimits) {
    EXPECT_THAT(refusalWith("/tests/0/seconds", std::vector<double>(70000, 1.0)),
                HasSubstr("\"tests[0].seconds\" holds more than 65536 values"));
}

TEST(ProfileFile, WhatIsCutShortIsRefused) {
    const std::string text = toJson(fullProfile());
    for (const std::size_t length : {std::size_t{0}, std::size_t{1}, text.size() / 2, text.size() - 3}) {
        const auto read = profileFromJson(text.substr(0, length), "x.json");
        ASSERT_FALSE(read) << length;
        EXPECT_EQ(read.error().kind, ErrorKind::BadFile);
        EXPECT_THAT(read.error().message, testing::StartsWith("x.json: "));
    }
}

TEST(ProfileFile, WhatIsNoDocumentAtAllIsCalledNoProfile) {
    for (const std::string_view text :
         {"", "  \n", "hello", "\"a text\"", "7", "null", "\xEF\xBB\xBFhello"}) {
        const auto read = profileFromJson(text, "The pasted text");
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().message, "The pasted text: It is no profile of a device.");
    }
    EXPECT_TRUE(profileFromJson("\xEF\xBB\xBF\n" + toJson(fullProfile()), "marked.json"));
}

TEST(ProfileFile, ControlsOfTextsStayOut) {
    json hostile = document();
    hostile["name"] = "red\x1B[31m\u202Elarge\n";
    hostile["notes"] = "one\ntwo\x07\r\n";
    hostile["machine"]["processor"] = "\u009Bfast";
    const auto read = profileFromJson(hostile.dump(), "x.json");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->name, "red[31mlarge");
    EXPECT_EQ(read->notes, "one\ntwo\n");
    EXPECT_EQ(read->machine.processor, "fast");
}

class ProfileFiles : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path path(const char* name) const { return folder.path() / name; }
    const test::TemporaryFolder folder;
};

TEST_F(ProfileFiles, AreWrittenAndRead) {
    const DeviceProfile profile = fullProfile();
    ASSERT_TRUE(writeProfile(path("a.json"), profile));
    const auto read = readProfile(path("a.json"));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(toJson(*read), toJson(profile));
}

TEST_F(ProfileFiles, AreNotWrittenOverWhatIsRead) {
    ASSERT_TRUE(writeProfile(path("a.json"), fullProfile()));
    const Status refused = writeProfile(path("a.json"), DeviceProfile(), {path("a.json")});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("it is a file that is read"));
    EXPECT_EQ(readProfile(path("a.json"))->name, fullProfile().name);
    EXPECT_FALSE(writeProfile(path("none/a.json"), fullProfile()));
}

TEST_F(ProfileFiles, HaveASizeThatIsLookedAtFirst) {
    std::ofstream(path("large.json")) << "{}";
    std::filesystem::resize_file(path("large.json"), std::uintmax_t{1} << 40); // takes no room on the disk
    const auto read = readProfile(path("large.json"));
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr("large.json"));
    EXPECT_EQ(readProfile(path("none.json")).error().kind, ErrorKind::NotFound);
}

} // namespace
} // namespace plm
