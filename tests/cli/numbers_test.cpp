// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_models.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tuple>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// Numbers that cannot be meant, in options, in input and in weights.
class Numbers : public SmallModels {};

// in options and input

TEST_F(Numbers, NumbersOutOfRangeAreSaidToBe) {
    const std::vector<std::string> generate{"generate", "--prompt", "x"},
        synthesize{"synthesize", "--out", "/nowhere/x"};
    for (const auto& [command, option, value, said] :
         {std::tuple{generate, "--threads", "99999999999", "99999999999 is out of range: 0 to 2147483647"},
          {generate, "--threads", "99999999999999999999",
           "99999999999999999999 is out of range: 0 to 2147483647"},
          {generate, "--threads", "-1", "-1 is out of range: 0 to 2147483647"},
          {generate, "--threads", "1.5", "'1.5' is no whole number"},
          {generate, "--max-tokens", "99999999999", "99999999999 is out of range: 0 to 2147483647"},
          {generate, "--top-k", "4294967296", "4294967296 is out of range: 0 to 2147483647"},
          {generate, "--temp", "1e999", "1e999 is out of range: 0 to 100"},
          {generate, "--temp", "inf", "inf is out of range: 0 to 100"},
          {generate, "--temp", "nan", "'nan' is no number"},
          {generate, "--temp", "warm", "'warm' is no number"},
          {generate, "--top-p", "1.1", "1.1 is out of range: 0 to 1"},
          {generate, "--pace", "1e7", "1e7 is out of range: 0 to 1000000"},
          {generate, "--seed", "18446744073709551616",
           "18446744073709551616 is out of range: 0 to 18446744073709551615"},
          {generate, "--seed", "-1", "-1 is out of range: 0 to 18446744073709551615"},
          {generate, "--seed", "x", "'x' is no whole number"},
          {{"bench"}, "--repetitions", "1001", "1001 is out of range: 1 to 1000"},
          {{"bench"}, "--prompt", "8,2000000", "2000000 is out of range: 0 to 1048576"},
          {{"bench"}, "--restore", "0", "0 is out of range: 1 to 1048576"},
          {{"perplexity", "--text", "x"},
           "--ctx",
           "99999999999",
           "99999999999 is out of range: 0 to 2147483647"},
          {{"quantize", "--in", "x", "--out", "y", "--type", "Q8_0"},
           "--threads",
           "1e3",
           "'1e3' is no whole number"},
          {synthesize, "--layers", "99999999999", "99999999999 is out of range: -2147483648 to 2147483647"},
          {synthesize, "--sparsity", "1e999", "1e999 is out of range: "},
          {synthesize, "--seed", "99999999999999999999", "99999999999999999999 is out of range: 0 to "}}) {
        std::vector<std::string> arguments = command;
        arguments.insert(arguments.end(), {option, value});
        const Ended ended = run(arguments);
        EXPECT_EQ(ended.status, 2) << option << " " << value;
        EXPECT_THAT(ended.err, HasSubstr(std::string(option) + ": " + said));
    }
    EXPECT_EQ(out({"generate", "--model", scripted, "--prompt", "x", "--temp", "+0.5", "-n", "+2"}), "ab\n");
    const Ended ids = run({"logits", "--model", random, "--out", scratch.path("o"), "--tokens",
                           scratch.file("t", "1 99999999999")});
    EXPECT_THAT(ids.err, HasSubstr("99999999999 is out of the range of token ids."));
    for (const char* line : {"[1,99999999999]\n", "[-1]\n", "[99999999999999999999]\n"})
        EXPECT_EQ(run({"detokenize", "--model", random}, line).status, 1);
    EXPECT_THAT(run({"detokenize", "--model", random}, "[1,99999999999]\n").err,
                HasSubstr("line 1: 99999999999 is out of the range of token ids."));
}

TEST_F(Numbers, MoreThreadsThanProcessorsAreCappedWithANote) {
    const std::string note = "--threads 5000: more than this program may use of this machine; it uses ";
    const Ended answer =
        run({"generate", "--model", scripted, "--prompt", "x", "--json", "--threads", "5000"});
    ASSERT_EQ(answer.status, 0);
    const int used = json::parse(answer.out).at("statistics").at("threads");
    EXPECT_EQ(answer.err, note + std::to_string(used) + ".\n");
    const Ended bench =
        run({"bench", "--json", "--model", random, "-p", "2", "-n", "0", "-r", "1", "--threads", "5000"});
    EXPECT_EQ(json::parse(bench.out).at(0).at("n_threads"), used);
    EXPECT_THAT(bench.err, HasSubstr(note));
    const Ended quantize = run(
        {"quantize", "--in", random, "--out", scratch.path("q.gguf"), "--type", "F16", "--threads", "5000"});
    EXPECT_EQ(quantize.status, 0);
    EXPECT_THAT(quantize.err, HasSubstr(note));
    EXPECT_EQ(run({"generate", "--model", scripted, "--prompt", "x", "--threads", "1"}).err, "");
}

// in weights

/// The model in which a tensor's first value is no number.
std::string spoiled(const ScratchFolder& scratch, const std::string& model, const std::string& tensor) {
    const json file = json::parse(run({"inspect", "--json", "--model", model}).out);
    std::string bytes = readFile(model);
    const json& last = file.at("tensors").back();
    const std::size_t data =
        bytes.size() - last.at("offset").get<std::size_t>() - last.at("bytes").get<std::size_t>();
    for (const json& entry : file.at("tensors"))
        if (entry.at("name") == tensor)
            bytes.replace(data + entry.at("offset").get<std::size_t>(), 4, std::string("\0\0\xC0\x7F", 4));
    return scratch.file("spoiled.gguf", bytes);
}

TEST_F(Numbers, WeightsThatAreNoNumbersAreAnErrorOfEveryCommand) {
    const std::string text = scratch.file("text", "abcabc"), ids = scratch.file("ids", "0 1 2");
    for (const char* tensor : {"output_norm.weight", "blk.0.ffn_up.weight"}) { // the latter would not show
        const std::string model = spoiled(scratch, random, tensor);
        for (const char* executor : {"reference", "cpu"})
            for (const std::vector<std::string>& command :
                 {std::vector<std::string>{"perplexity", "--text", text},
                  {"logits", "--tokens", ids, "--out", scratch.path("out")},
                  {"generate", "--prompt", "x"},
                  {"chat"},
                  {"bench", "-p", "2", "-n", "0", "-r", "1"},
                  {"profile", "--run"}}) {
                std::vector<std::string> arguments = command;
                arguments.insert(arguments.end(), {"--model", model, "--executor", executor});
                const Ended ended = run(arguments, "hello\n");
                EXPECT_EQ(ended.status, 1) << command[0];
                EXPECT_EQ(ended.out, "") << command[0];
                EXPECT_THAT(ended.err, // profile says before how long it will take
                            testing::EndsWith("peripheral-cli: " + model + ": The tensor \"" + tensor +
                                              "\" has a value that is not a number; the file is damaged.\n"));
            }
        const Ended quantized =
            run({"quantize", "--in", model, "--out", scratch.path("q.gguf"), "--type", "F16"});
        EXPECT_EQ(quantized.status, 1);
        EXPECT_THAT(quantized.err, HasSubstr("is nan, which is no number"));
    }
}

} // namespace
} // namespace peripheral::cli
