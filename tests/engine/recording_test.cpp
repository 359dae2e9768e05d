// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/recording.h>

#include <gtest/gtest.h>

namespace {

using plm::ErrorKind;
using plm::Recording;

const std::string kRecordings = PERIPHERAL_TEST_DATA "/recordings/";

TEST(Recording, ReadsEveryKey) {
    const auto recording = Recording::parse(R"({"model": "Fox", "context": 100, "prompt_tokens": 40,
        "prompt_seconds": 0.5, "tokens_per_second": 200, "active_by_layer": [0.25, 1],
        "weight_bytes": [1, 2, 3, 4, 5, 6], "part_seconds": [0, 0, 0.5, 0, 0, 1], "cache_bytes_per_token": 9,
        "pieces": ["Ä", " fox"]})",
                                            "fox.json");
    ASSERT_TRUE(recording) << recording.error().message;
    EXPECT_EQ(recording->modelName, "Fox");
    EXPECT_EQ(recording->contextLength, 100);
    EXPECT_EQ(recording->promptTokens, 40);
    EXPECT_EQ(recording->promptSeconds, 0.5);
    EXPECT_EQ(recording->tokensPerSecond, 200);
    EXPECT_EQ(recording->activeByLayer, (std::vector<float>{0.25F, 1}));
    EXPECT_EQ(recording->weightBytes, (std::array<std::uint64_t, plm::kParts>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(recording->partSeconds, (std::array<double, plm::kParts>{0, 0, 0.5, 0, 0, 1}));
    EXPECT_EQ(recording->cacheBytesPerToken, 9U);
    EXPECT_EQ(recording->pieces, (std::vector<std::string>{"Ä", " fox"}));
}

TEST(Recording, NeedsNothingButPieces) {
    const auto recording = Recording::parse(R"({"pieces": [], "made by": "hand"})", "empty.json");
    ASSERT_TRUE(recording) << recording.error().message;
    EXPECT_EQ(recording->modelName, Recording().modelName);
    EXPECT_EQ(recording->contextLength, Recording().contextLength);
    EXPECT_TRUE(recording->pieces.empty());
}

TEST(Recording, ReadsTheRecordingsOfTheTests) {
    const auto blocks = Recording::read(kRecordings + "blocks.json");
    const auto longOne = Recording::read(kRecordings + "long.json");
    ASSERT_TRUE(blocks) << blocks.error().message;
    ASSERT_TRUE(longOne) << longOne.error().message;
    EXPECT_GT(blocks->pieces.size(), 300U);
    EXPECT_EQ(longOne->pieces.size(), 4000U);
}

TEST(Recording, NamesTheFileThatIsNotThere) {
    const auto recording = Recording::read("/nowhere/fox.json");
    ASSERT_FALSE(recording);
    EXPECT_EQ(recording.error().kind, ErrorKind::NotFound);
    EXPECT_NE(recording.error().message.find("/nowhere/fox.json"), std::string::npos);
}

TEST(Recording, RefusesAFolder) {
    const auto recording = Recording::read(kRecordings);
    ASSERT_FALSE(recording);
    EXPECT_EQ(recording.error().kind, ErrorKind::Io);
}

struct Fault {
    const char* json;
    const char* named; ///< what the sentence must name
};

class RecordingFault : public testing::TestWithParam<Fault> {};

TEST_P(RecordingFault, IsNamed) {
    const auto recording = Recording::parse(GetParam().json, "fault.json");
    ASSERT_FALSE(recording);
    EXPECT_EQ(recording.error().kind, ErrorKind::BadFile);
    EXPECT_TRUE(recording.error().message.starts_with("fault.json: ")) << recording.error().message;
    EXPECT_NE(recording.error().message.find(GetParam().named), std::string::npos)
        << recording.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Faults, RecordingFault,
    testing::Values(Fault{"", "not valid JSON at byte 1"}, Fault{"[]", "JSON object"}, Fault{"{", "byte 2"},
                    Fault{"{}", "\"pieces\""}, Fault{R"({"pieces": "x"})", "\"pieces\""},
                    Fault{R"({"pieces": ["x", 1]})", "\"pieces\""}, Fault{"{\"pieces\": [\"\xff\"]}", "byte"},
                    Fault{R"({"pieces": ["\ud800"]})", "byte"},
                    Fault{R"({"pieces": [], "model": 1})", "\"model\""},
                    Fault{R"({"pieces": [], "context": 0})", "\"context\""},
                    Fault{R"({"pieces": [], "context": 4.5})", "\"context\""},
                    Fault{R"({"pieces": [], "context": 18446744073709551615})", "\"context\""},
                    Fault{R"({"pieces": [], "context": 9, "prompt_tokens": 9})", "\"prompt_tokens\""},
                    Fault{R"({"pieces": [], "prompt_tokens": -1})", "\"prompt_tokens\""},
                    Fault{R"({"pieces": [], "prompt_seconds": -0.1})", "\"prompt_seconds\""},
                    Fault{R"({"pieces": [], "tokens_per_second": 1e9})", "\"tokens_per_second\""},
                    Fault{R"({"pieces": [], "tokens_per_second": 1e999})", "out of range"},
                    Fault{R"({"pieces": [], "active_by_layer": [1.5]})", "\"active_by_layer\""},
                    Fault{R"({"pieces": [], "weight_bytes": [1, 2]})", "\"weight_bytes\""},
                    Fault{R"({"pieces": [], "weight_bytes": [1, 2, 3, 4, 5, -6]})", "\"weight_bytes\""},
                    Fault{R"({"pieces": [], "part_seconds": [1, 2, 3, 4, 5, "6"]})", "\"part_seconds\""}));

} // namespace
