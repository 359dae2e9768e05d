// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hugging_face_folder.h"
#include "program.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <thread>

namespace peripheral::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// A folder whose feed-forward neurons are so many that its weights take about `megabytes`.
void writeFolder(const std::filesystem::path& folder, std::size_t megabytes) {
    plm::test::HuggingFaceFolder model = plm::test::smallFolder();
    const std::uint64_t width = 24, neurons = megabytes * 1'000'000 / (2 * 2 * 2 * width);
    model.config["intermediate_size"] = neurons;
    for (const char* layer : {"model.layers.0.", "model.layers.1."}) {
        const std::string zeros(neurons * width * 2, '\0');
        model.tensors[std::string(layer).append("mlp.up_proj.weight")] = {"BF16", {neurons, width}, zeros};
        model.tensors[std::string(layer).append("mlp.down_proj.weight")] = {"BF16", {width, neurons}, zeros};
    }
    model.writeShards(folder, 2);
}

class ConvertCommand : public testing::Test {
protected:
    [[nodiscard]] std::vector<std::string> arguments() const {
        return {"convert", "--in", m_in, "--out", m_out};
    }

    const ScratchFolder m_scratch;
    const std::string m_in = m_scratch.path("folder"), m_models = m_scratch.path("models"),
                      m_out = m_models + "/plm.gguf";
};

TEST_F(ConvertCommand, WritesAModelThatAnswers) {
    writeFolder(m_in, 1);
    std::filesystem::create_directory(m_models);
    const Ended written = run(arguments());
    ASSERT_EQ(written.status, 0) << written.err;
    EXPECT_THAT(written.out, StartsWith(m_out + ": "));
    EXPECT_THAT(written.out, HasSubstr("in 20 tensors"));
    EXPECT_THAT(written.err, IsEmpty()) << "progress is for terminals";
    const Ended answer = run({"generate", "--model", m_out, "--prompt", "hello", "-n", "3", "--json"});
    ASSERT_EQ(answer.status, 0) << answer.err;
    EXPECT_FALSE(nlohmann::json::parse(answer.out).at("tokens").empty());
}

TEST_F(ConvertCommand, ShowsProgressInATerminal) {
    writeFolder(m_in, 1);
    std::filesystem::create_directory(m_models);
    EXPECT_THAT(runInTerminal(arguments(), {}, false), HasSubstr("Converting: 100 %"));
}

TEST_F(ConvertCommand, TellsWhatIsWrongInOneLine) {
    const Ended noFolder = run(arguments());
    EXPECT_EQ(noFolder.status, 1);
    EXPECT_EQ(noFolder.err, "peripheral-cli: " + m_in + " is not a folder.\n");
    writeFolder(m_in, 1);
    const Ended noPlace = run(arguments());
    EXPECT_EQ(noPlace.status, 1);
    EXPECT_THAT(noPlace.err, StartsWith("peripheral-cli: " + m_out + " cannot be written: "));
    for (const std::vector<std::string>& wrong :
         {std::vector<std::string>{"convert"}, {"convert", "--in", m_in}, {"convert", "--out", m_out}})
        EXPECT_EQ(run(wrong).status, 2);
}

TEST_F(ConvertCommand, LeavesNothingWhereItIsInterrupted) {
    writeFolder(m_in, 60);
    std::filesystem::create_directory(m_models);
    Program program(arguments());
    while (std::filesystem::is_empty(m_models))
        continue; // until its temporary file is there
    program.interrupt();
    const Ended ended = program.end();
    EXPECT_EQ(ended.signal, SIGINT);
    EXPECT_THAT(ended.err, HasSubstr("cancelled"));
    EXPECT_TRUE(std::filesystem::is_empty(m_models));
}

/// Whenever it is killed, what has the name is complete.
TEST_F(ConvertCommand, NeverLeavesAPartOfAFileUnderItsName) {
    writeFolder(m_in, 20);
    std::filesystem::create_directory(m_models);
    const auto start = std::chrono::steady_clock::now();
    ASSERT_EQ(run(arguments()).status, 0);
    const auto whole = std::chrono::steady_clock::now() - start;
    const std::string complete = readFile(m_out);
    int killedBefore = 0;
    for (int moment = 0; moment < 12; ++moment) {
        std::filesystem::remove_all(m_models);
        std::filesystem::create_directory(m_models);
        {
            const Program program(arguments());
            std::this_thread::sleep_for(whole * moment / 10);
        } // killed
        if (std::filesystem::exists(m_out))
            EXPECT_TRUE(readFile(m_out) == complete) << moment;
        else
            ++killedBefore;
    }
    EXPECT_GT(killedBefore, 0);
}

} // namespace
} // namespace peripheral::cli
