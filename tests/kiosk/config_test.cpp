// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a file of settings says when it is right.
#include "kiosk/config.h"
#include "kiosk/config_keys.h"
#include "parsed_config.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <regex>

using namespace peripheral::kiosk;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

namespace {

std::string shippedFile() {
    std::ifstream file(PERIPHERAL_SOURCE_DIR "/packaging/kiosk/kiosk.ini", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST(ConfigTest, anEmptyFileSaysTheDefaults) {
    EXPECT_EQ(parsed(""), Config{});
    EXPECT_EQ(parsed("\xEF\xBB\xBF# a comment\r\n; another\r\n\r\n[visit]\r\n"), Config{});
}

TEST(ConfigTest, theShippedFileIsTheExplainedOne) {
    // To write it again: build/release/bin/kiosk_tests config_test.cpp, with PERIPHERAL_KIOSK_INI=FILE.
    if (const char* file = std::getenv("PERIPHERAL_KIOSK_INI"))
        std::ofstream(file, std::ios::binary) << explainedConfig();
    EXPECT_EQ(shippedFile(), explainedConfig());
    EXPECT_EQ(parsed(shippedFile()), Config{});
}

TEST(ConfigTest, theExplainedDefaultsAreTheDefaults) {
    const std::string said =
        std::regex_replace(explainedConfig(), std::regex("#([a-z-]+(\\.[a-zA-Z_]+)? =)"), "$1");
    ASSERT_FALSE(std::regex_search(said, std::regex("\n#[a-z]"))) << "a key that is still a comment";
    EXPECT_EQ(parsed(said), Config{});
}

TEST(ConfigTest, everyKeyIsExplained) {
    for (const ConfigKey& key : configKeys()) {
        EXPECT_TRUE(key.explanation.ends_with('.')) << key.name;
        EXPECT_FALSE(explanationOfSection(key.section).empty()) << key.section;
        EXPECT_NE(explainedConfig().find("\n#" + std::string(key.name)), std::string::npos) << key.name;
    }
}

TEST(ConfigTest, readsModelAndMachine) {
    const Config config =
        parsed("[model]\nfile = plm.gguf\nthreads = 3\ncontext-tokens=2048\nlanguages = en, zh_CN\n"
               "[machine]\nfolder = /var/lib/kiosk\nlog = ../log/kiosk.log\nlog-bytes = 50000\n"
               "warm-degrees = 60.5\nhot-degrees = 70\n");
    EXPECT_EQ(config.model, "/etc/kiosk/plm.gguf");
    EXPECT_EQ(config.threads, 3);
    EXPECT_EQ(config.contextTokens, 2048);
    EXPECT_EQ(config.modelLanguages, "en,zh_CN");
    EXPECT_EQ(config.folder, "/var/lib/kiosk");
    EXPECT_EQ(config.log, "/etc/log/kiosk.log");
    EXPECT_EQ(config.logBytes, 50'000U);
    EXPECT_EQ(config.warmDegrees, 60.5);
    EXPECT_EQ(config.hotDegrees, 70);
}

TEST(ConfigTest, readsTheOperator) {
    const Config config =
        parsed("[operator]\nname = Stadtbücherei = #1\nmessage.de = \" Fragen Sie! \"\nmessage.zh_CN = 你好\n"
               "picture = \"a, b.png\"\nscheme = dark\naccent = #004488\naccent-text = #ffffff\n");
    EXPECT_EQ(config.name, "Stadtbücherei = #1");
    EXPECT_THAT(config.message, UnorderedElementsAre(Pair("de", " Fragen Sie! "), Pair("zh_CN", "你好")));
    EXPECT_EQ(config.picture, "/etc/kiosk/a, b.png");
    EXPECT_EQ(config.scheme, "dark");
    EXPECT_EQ(config.colours, (Colours{.accent = "#004488", .accentText = "#ffffff"}));
}

TEST(ConfigTest, readsTheVisit) {
    const Config config = parsed(
        "[visit]\nlanguages = de,en\nconsent = no\nprivacy.en = \"One\\nTwo\"\nidle = 60\ncountdown = "
        "\"15\"\n"
        "suggestions.en = \"Why, of all things?\", Tell a story. , \"Say "
        "\\\"A\\\\B\\\".\"\nquestion-characters = 300\n"
        "answer-tokens = 200\nanswers = 0\nsystem-prompt = Be brief.\nread-aloud = yes\npanel = yes\n");
    EXPECT_THAT(config.languages, ElementsAre("de", "en"));
    EXPECT_FALSE(config.consent);
    EXPECT_THAT(config.privacy, ElementsAre(Pair("en", "One\nTwo")));
    EXPECT_THAT(config.suggestions, ElementsAre(Pair("en", ElementsAre("Why, of all things?", "Tell a story.",
                                                                       "Say \"A\\B\"."))));
    EXPECT_EQ(config.idle, 60s);
    EXPECT_EQ(config.countdown, 15s);
    EXPECT_EQ(config.questionCharacters, 300);
    EXPECT_EQ(config.answerTokens, 200);
    EXPECT_EQ(config.answers, 0);
    EXPECT_EQ(config.systemPrompt, "Be brief.");
    EXPECT_TRUE(config.readAloud);
    EXPECT_TRUE(config.panel);
}

TEST(ConfigTest, readsScreenAndAdministration) {
    const std::string hash = "$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHRzb21l$aGFzaGhhc2hoYXNo";
    const Config config =
        parsed("[screen]\nrotation = 270\nkeyboard = no\nhide-pointer = 10\ndark-after = 30\n"
               "text-scale = 1.25\n[administration]\ncorner = bottom-right\npin-hash = " +
               hash + "\n");
    EXPECT_EQ(config.rotation, Rotation::ThreeQuarters);
    EXPECT_FALSE(config.keyboard);
    EXPECT_EQ(config.hidePointer, 10s);
    EXPECT_EQ(config.darkAfter, 30min);
    EXPECT_EQ(config.textScale, 1.25);
    EXPECT_EQ(config.corner, Corner::BottomRight);
    EXPECT_EQ(config.pinHash, hash);
}

TEST(ConfigTest, wordsOnAnAccentAreAsBlackOrWhiteAsTheyNeed) {
    EXPECT_EQ(parsed("[operator]\naccent = #FFCC00\n").colours.accentText, "#000000");
    EXPECT_EQ(parsed("[operator]\naccent = #003366\n").colours.accentText, "#FFFFFF");
    for (int grey = 0; grey < 256; ++grey) { // one of the two can always be read
        std::array<char, 40> line{};
        std::snprintf(line.data(), line.size(), "[operator]\naccent=#%02x%02x%02x", grey, grey, grey);
        EXPECT_NE(parsed(line.data()).colours.accentText, "");
    }
}

TEST(ConfigTest, whatIsEmptyIsTheProgramsOwn) {
    EXPECT_EQ(parsed("[model]\nfile =\n[operator]\nmessage.de =\npicture = \"\"\naccent =\n[visit]\n"
                     "suggestions.en =\nprivacy.en = \"\"\n[administration]\npin-hash =\n"),
              Config{});
}

TEST(ConfigTest, aSectionMayGoOn) {
    const Config config = parsed("[visit]\nidle = 30\n[screen]\nkeyboard = no\n[ visit ]\npanel = yes");
    EXPECT_EQ(config.idle, 30s);
    EXPECT_TRUE(config.panel);
}
