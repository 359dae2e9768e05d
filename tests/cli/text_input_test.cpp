// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "scripted_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const std::string kMark = "\xEF\xBB\xBF";

/// `text`, which is ASCII, in UTF-16 with a byte order mark.
std::string inUtf16(std::string_view text, bool isLittleEndian) {
    std::string bytes = isLittleEndian ? "\xFF\xFE" : "\xFE\xFF";
    for (const char c : text)
        bytes += isLittleEndian ? std::string{c, '\0'} : std::string{'\0', c};
    return bytes;
}

class TextInput : public testing::Test {
protected:
    void SetUp() override { writeScriptedModel(model, "Yes."); }

    [[nodiscard]] Ended with(std::vector<std::string> arguments, std::string_view input = {}) const {
        arguments.insert(arguments.end(), {"--model", model});
        return run(arguments, input);
    }
    [[nodiscard]] Ended messages(const std::string& content) const {
        return with({"generate", "--json", "--messages", scratch.file("messages.json", content)});
    }
    /// The logits after the tokens that `content` names.
    [[nodiscard]] std::string logits(const std::string& content) const {
        const Ended ended =
            with({"logits", "--tokens", scratch.file("ids", content), "--out", scratch.path("out")});
        EXPECT_EQ(ended.status, 0) << ended.err;
        return readFile(scratch.path("out"));
    }
    [[nodiscard]] std::string tokensOf(const std::string& text) const {
        const std::string out = with({"perplexity", "--text", scratch.file("text", text)}).out;
        const std::size_t at = out.find("tokens  ");
        return out.substr(at, out.find('\n', at) - at);
    }

    const ScratchFolder scratch;
    const std::string model = scratch.path("model.gguf");
};

TEST_F(TextInput, LinesOfAChatMayComeFromWindows) {
    const Ended ended =
        with({"chat"}, kMark + "/system Be brief.\r\nhello\r\n/regenerate\r\n/quit\r\nhello\r\n");
    EXPECT_EQ(ended.status, 0);
    EXPECT_EQ(ended.out, "Yes.\nYes.\n");
    EXPECT_EQ(ended.err, "The system prompt is: Be brief.\n");
}

TEST_F(TextInput, ALineThatGoesOnMayComeFromWindows) {
    const Ended unix = with({"chat"}, "one\\\ntwo\n/stats\n"),
                windows = with({"chat"}, "one\\\r\ntwo\r\n/stats\r\n");
    const auto tokens = [](const Ended& ended) { return ended.err.substr(0, ended.err.find(" at ")); };
    EXPECT_THAT(unix.err, HasSubstr("tokens read"));
    EXPECT_EQ(tokens(windows), tokens(unix));
    EXPECT_EQ(windows.out, "Yes.\n");
}

TEST_F(TextInput, LinesToTokenizeMayComeFromWindows) {
    EXPECT_EQ(with({"tokenize"}, kMark + "\"ab\"\r\n\"c\"\r\n").out, "[97,98]\n[99]\n");
    EXPECT_EQ(with({"detokenize"}, kMark + "[97,98]\r\n[99]\r\n").out, "\"ab\"\n\"c\"\n");
    EXPECT_EQ(with({"detokenize"}, "[99]").out, "\"c\"\n") << "the last line need not end";
}

TEST_F(TextInput, FilesMayComeFromWindows) {
    EXPECT_EQ(logits(kMark + "1 2\r\n3\r\n"), logits("1 2 3"));
    const std::string conversation = "[\r\n{\"role\": \"user\",\r\n \"content\": \"hello\"}\r\n]\r\n";
    const Ended marked = messages(kMark + conversation);
    ASSERT_EQ(marked.status, 0) << marked.err;
    const json expected = json::parse(messages(R"([{"role": "user", "content": "hello"}])").out);
    EXPECT_EQ(json::parse(marked.out).at("statistics").at("prompt_tokens"),
              expected.at("statistics").at("prompt_tokens"));
}

/// The mark is none of it; its line ends are.
TEST_F(TextInput, OfATextLineEndsCount) {
    EXPECT_EQ(tokensOf(kMark + "ab\ncd"), tokensOf("ab\ncd"));
    EXPECT_EQ(tokensOf("ab\ncd"), "tokens                   4");
    EXPECT_EQ(tokensOf("ab\r\ncd"), "tokens                   5");
    const auto hash = [this](const std::string& text) {
        const Ended ended =
            with({"bench", "-p", "4", "-n", "0", "-r", "1", "--json", "--text", scratch.file("b", text)});
        return json::parse(ended.out).at(0).at("output_hash");
    };
    EXPECT_EQ(hash(kMark + "abcd"), hash("abcd"));
    EXPECT_NE(hash("Ye\r\ns."), hash("Ye\ns."));
}

TEST_F(TextInput, InUtf16IsNamedEverywhere) {
    const auto expectNamed = [](const Ended& ended, const std::string& name) {
        EXPECT_EQ(ended.status, 1);
        EXPECT_EQ(ended.out, "");
        EXPECT_EQ(ended.err,
                  "peripheral-cli: " + name +
                      ": This is text in UTF-16, and only UTF-8 is read; `iconv -f UTF-16 -t UTF-8` "
                      "converts it.\n");
    };
    for (const bool isLittleEndian : {true, false}) {
        for (const char* command : {"chat", "tokenize", "detokenize"})
            expectNamed(with({command}, inUtf16("[1]\n", isLittleEndian)), "standard input");
        const std::string file = scratch.file("file", inUtf16("1 2 3", isLittleEndian));
        expectNamed(with({"generate", "--messages", file}), file);
        expectNamed(with({"logits", "--out", scratch.path("out"), "--tokens", file}), file);
        expectNamed(with({"perplexity", "--text", file}), file);
        expectNamed(with({"bench", "-p", "2", "-n", "0", "-r", "1", "--text", file}), file);
    }
}

TEST_F(TextInput, ThatIsNotUtf8IsNamedWithItsPlace) {
    const std::string file = scratch.file("latin1", "caf\xE9\n1");
    const std::string said = "peripheral-cli: " + file + ": The text is not UTF-8 at byte 3, in line 1.\n";
    EXPECT_EQ(with({"generate", "--messages", file}).err, said);
    EXPECT_EQ(with({"logits", "--out", scratch.path("out"), "--tokens", file}).err, said);
    EXPECT_EQ(with({"perplexity", "--text", file}).err, said);
    EXPECT_EQ(with({"perplexity", "--text", scratch.file("later", "a\nb\n\xC3(")}).err,
              "peripheral-cli: " + scratch.path("later") + ": The text is not UTF-8 at byte 4, in line 3.\n");
    EXPECT_EQ(with({"tokenize"}, "\"a\"\n\"\xE9\"\n").err,
              "peripheral-cli: standard input, line 2: This is not UTF-8.\n");
}

TEST_F(TextInput, LongLinesAndManyLinesComeWhole) {
    const std::string longest(300'000, 'a');
    const Ended ids = with({"tokenize"}, json(longest).dump() + "\n\"b\"\n");
    ASSERT_EQ(ids.status, 0) << ids.err;
    EXPECT_EQ(json::parse(ids.out.substr(0, ids.out.find('\n'))).size(), longest.size());
    std::string lines, expected;
    for (int i = 0; i < 20'000; ++i) {
        lines += "\"b\"\n";
        expected += "[98]\n";
    }
    EXPECT_EQ(with({"tokenize"}, lines).out, expected);
}

} // namespace
} // namespace peripheral::cli
