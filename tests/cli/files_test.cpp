// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the terminal program does with files that are odd: cut short, written over, named or filled strangely.
#include "file_size_limit.h"
#include "program.h"

#include <cstring>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peripheral::cli {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

const fs::path kBuiltIn = PERIPHERAL_SOURCE_DIR "/resources/models/plm-nano.gguf";

class Files : public testing::Test {
protected:
    void SetUp() override { fs::copy_file(kBuiltIn, m_model); }

    /// Expects the command to fail with a sentence that ends so, and the model to be as it was.
    void expectRefused(const std::vector<std::string>& command, const std::string& reason) const {
        const Ended ended = run(command);
        EXPECT_EQ(ended.status, 1) << command.front();
        EXPECT_THAT(ended.err, EndsWith(reason + ".\n")) << command.front();
        EXPECT_EQ(readFile(m_model), readFile(kBuiltIn)) << command.front();
    }
    /// The model with other bytes for general.name, filled up to its length.
    [[nodiscard]] std::string named(std::string name) const {
        std::string bytes = readFile(kBuiltIn);
        constexpr std::string_view kKey = "general.name";
        const std::size_t at = bytes.find(kKey) + kKey.size() + 4; // behind the type
        std::uint64_t length = 0;
        std::memcpy(&length, bytes.data() + at, sizeof length);
        name.resize(length, 'c');
        bytes.replace(at + sizeof length, length, name);
        return m_scratch.file("named.gguf", bytes);
    }

    ScratchFolder m_scratch;
    std::string m_model = m_scratch.path("m.gguf");
    std::string m_tokens = m_scratch.file("tokens", "1 2 3");
    std::string m_notes = m_scratch.file("notes", "notes");
};

TEST_F(Files, AModelCutShortWhileItAnswersIsAnError) {
    Program program({"generate", "--model", m_model, "--prompt", "Tell me a story about a fox.", "-n", "200",
                     "--pace", "50", "--temp", "0"});
    ASSERT_TRUE(program.waitForOutput());
    fs::resize_file(m_model, 0);
    const Ended ended = program.end();
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, EndsWith("peripheral-cli: " + m_model + " became shorter while it was in use.\n"));
}

TEST_F(Files, AnOutputIsNoInputUnderAnyName) {
    const std::string hard = m_scratch.path("hard.gguf");
    const std::string soft = m_scratch.path("soft.gguf");
    fs::create_hard_link(m_model, hard);
    fs::create_symlink(m_model, soft);
    for (const std::string& out : {m_model, hard, soft}) {
        const std::string reason = out + " cannot be written: it is a file that is read";
        expectRefused({"logits", "--model", m_model, "--tokens", m_tokens, "--out", out}, reason);
        expectRefused({"quantize", "--in", m_model, "--out", out, "--type", "Q8_0"}, reason);
        expectRefused({"synthesize", "--vocab", m_model, "--out", out}, reason);
        expectRefused({"generate", "--model", m_model, "--prompt", "x", "-n", "1", "--cache-file", out},
                      reason);
    }
    expectRefused({"logits", "--model", m_model, "--tokens", m_tokens, "--out", m_tokens},
                  m_tokens + " cannot be written: it is a file that is read");
    EXPECT_EQ(readFile(m_tokens), "1 2 3");
    const std::string config = m_scratch.file("config.json", "{}");
    expectRefused({"convert", "--in", fs::path(config).parent_path(), "--out", config},
                  config + " cannot be written: it is a file that is read");
}

TEST_F(Files, AnOutputIsNoDevice) {
    const std::string reason = "/dev/null cannot be written: it is a device";
    expectRefused({"logits", "--model", m_model, "--tokens", m_tokens, "--out", "/dev/null"}, reason);
    expectRefused({"quantize", "--in", m_model, "--out", "/dev/null", "--type", "Q8_0"}, reason);
    expectRefused({"synthesize", "--out", "/dev/null"}, reason);
    expectRefused({"convert", "--in", m_scratch.path(""), "--out", "/dev/null"}, reason);
    expectRefused({"generate", "--prompt", "x", "--cache-file", "/dev/null"}, reason);
}

TEST_F(Files, FilesOfAnotherKindAreNotReplaced) {
    const std::string reason = m_notes + " is not replaced: it is not a ";
    expectRefused({"quantize", "--in", m_model, "--out", m_notes, "--type", "Q8_0"}, reason + "GGUF file");
    expectRefused({"synthesize", "--out", m_notes}, reason + "GGUF file");
    expectRefused({"convert", "--in", m_scratch.path(""), "--out", m_notes}, reason + "GGUF file");
    expectRefused({"generate", "--prompt", "x", "-n", "1", "--cache-file", m_notes}, reason + "saved cache");
    EXPECT_EQ(readFile(m_notes), "notes");
}

TEST_F(Files, AnOutputThatIsALinkIsWrittenWhereItLeads) {
    const auto throughLink = [&](const char* name, std::vector<std::string> command) {
        const std::string file = m_scratch.path(name);
        const std::string link = file + ".link";
        if (!fs::is_symlink(link))
            fs::create_symlink(fs::path(file).filename(), link);
        command.push_back(link);
        EXPECT_EQ(run(command).status, 0) << name;
        EXPECT_TRUE(fs::is_symlink(link)) << name;
        EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(file))) << name;
    };
    throughLink("quantised", {"quantize", "--in", m_model, "--type", "Q4_0", "--out"});
    throughLink("logits", {"logits", "--model", m_model, "--tokens", m_tokens, "--out"});
    throughLink("cache", {"generate", "--model", m_model, "--prompt", "x", "-n", "1", "--cache-file"});
    throughLink("cache", {"generate", "--model", m_model, "--prompt", "x", "-n", "1", "--cache-file"});
}

TEST_F(Files, FilesThatStandForOthersAreNamed) {
    const std::string pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";
    const std::string model = m_scratch.file("pointer.gguf", pointer);
    const std::string part = m_scratch.file("m-00002-of-00003.gguf", "the middle of a model");
    for (const char* command : {"inspect", "chat", "tokenize", "bench"}) {
        const Ended ended = run({command, "--model", model});
        EXPECT_EQ(ended.status, 1) << command;
        EXPECT_THAT(ended.err, HasSubstr(model + " is a Git LFS pointer")) << command;
    }
    for (const char* command : {"chat", "tokenize", "bench"})
        EXPECT_THAT(run({command, "--model", part}).err, HasSubstr(part + " is part 2 of 3 of a model"))
            << command;
    (void)m_scratch.file("config.json", pointer);
    EXPECT_THAT(run({"convert", "--in", m_scratch.path(""), "--out", m_scratch.path("out.gguf")}).err,
                HasSubstr("config.json is a Git LFS pointer"));
}

TEST_F(Files, AFailureLeavesTheOlderLogits) {
    const std::string wrong = m_scratch.file("wrong", "999999999");
    EXPECT_EQ(run({"logits", "--model", m_model, "--tokens", wrong, "--out", m_notes}).status, 1);
    const Ended ended = [&] {
        const plm::test::FileSizeLimit limit(1000);
        return run({"logits", "--model", m_model, "--tokens", m_tokens, "--out", m_notes});
    }();
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, HasSubstr(m_notes + " cannot be written: File too large."));
    EXPECT_EQ(readFile(m_notes), "notes");
}

TEST_F(Files, StrangeNamesCanBeReadAndWritten) {
    const std::string longest = m_scratch.path(std::string(250, 'n') + ".gguf");
    const std::string latin = m_scratch.path("\xE4.gguf");
    for (const std::string& name : {longest, latin}) {
        const Ended written = run({"quantize", "--in", m_model, "--out", name, "--type", "Q8_0"});
        EXPECT_EQ(written.status, 0) << written.err;
        EXPECT_THAT(written.out, Not(HasSubstr("\xE4")));
        EXPECT_EQ(run({"generate", "--model", name, "--prompt", "x", "-n", "1"}).status, 0);
        EXPECT_EQ(run({"inspect", "--model", name, "--json"}).status, 0);
        const std::string out = name + "x";
        const std::string logits = name == latin ? out : name; // there is no longer name
        EXPECT_EQ(run({"logits", "--model", m_model, "--tokens", m_tokens, "--out", logits}).status, 0);
    }
}

TEST_F(Files, TextOfFilesIsShownEscaped) {
    const auto expectHarmless = [](const Ended& ended) {
        for (const std::string& text : {ended.out, ended.err})
            EXPECT_THAT(text,
                        AllOf(Not(HasSubstr("\x1B")), Not(HasSubstr("\u202E")), Not(HasSubstr("\x07"))));
    };
    std::string strange = readFile(kBuiltIn);
    const std::string_view key = "general.architecture";
    strange[strange.find(key) + key.size() + 12] = '\x1B';
    const std::string architecture = m_scratch.file("architecture.gguf", strange);
    const Ended refused = run({"generate", "--model", architecture, "--prompt", "x"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.err, HasSubstr("its architecture is \"\\x1Blm\"; "));
    expectHarmless(refused);
    expectHarmless(run({"inspect", "--model", architecture}));

    std::string tensor = readFile(kBuiltIn);
    tensor[tensor.find("token_embd.weight")] = '\x1B';
    const std::string tensors = m_scratch.file("tensors.gguf", tensor);
    expectHarmless(run({"inspect", "--model", tensors}));
    expectHarmless(run({"generate", "--model", tensors, "--prompt", "x"}));

    std::string tokenizer = readFile(kBuiltIn);
    tokenizer.replace(tokenizer.find("qwen2"), 3, "\u202E");
    const Ended pre = run({"tokenize", "--model", m_scratch.file("pre.gguf", tokenizer)}, "\"a\"\n");
    EXPECT_EQ(pre.status, 1);
    expectHarmless(pre);

    const std::string name = named("A\n\u202Eb");
    const Ended inspected = run({"inspect", "--model", name});
    expectHarmless(inspected);
    EXPECT_EQ(inspected.status, 0);
    for (const char* command : {"inspect", "profile"})
        expectHarmless(run({command, "--model", name, "--json"}));
    for (const char* format : {"--json", "--csv"})
        expectHarmless(run({"bench", "--model", name, "-p", "0", "-n", "1", "-r", "1", format}));
    expectHarmless(run({"chat", "--model", name, "-n", "1"}, "hi\n/quit\n"));
    const std::string terminal = runInTerminal({"chat", "--model", name, "-n", "1"}, "/quit\n", false);
    EXPECT_THAT(terminal, AllOf(HasSubstr("A\\n\\u202Ebccc"), Not(HasSubstr("\u202E"))));
}

TEST_F(Files, WhatWasTypedIsShownEscaped) {
    const Ended command = run({"chat", "--model", m_model}, "/\x1B[2J\u202E\n");
    EXPECT_THAT(command.err, HasSubstr("There is no command /\\x1B[2J\\u202E;"));
    const Ended wrong = run({"inspect", "\x1B[2J\u202E.gguf"});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_THAT(wrong.err, AllOf(HasSubstr("\\x1B[2J\\u202E.gguf"), Not(HasSubstr("\x1B"))));
}

} // namespace
} // namespace peripheral::cli
