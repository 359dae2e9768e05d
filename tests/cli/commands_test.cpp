// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perplexity.h"
#include "program.h"

#include <cmath>
#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

std::vector<float> floatsOf(const std::string& path) {
    const std::string bytes = readFile(path);
    std::vector<float> values(bytes.size() / sizeof(float));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}

json generated(std::vector<std::string> options) {
    options.insert(options.begin(), {"generate", "--json"});
    const Ended ended = run(options);
    EXPECT_EQ(ended.status, 0) << ended.err;
    return json::parse(ended.out);
}

TEST(Generate, TheBuiltInModelKnowsTheOppositeOfHot) {
    const Ended ended = run({"generate", "--prompt", "What is the opposite of hot?", "--temp", "0"});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("cold"));
    EXPECT_EQ(ended.err, ""); // progress is for terminals
}

TEST(Generate, JsonTellsAllOfAnAnswer) {
    const json answer = generated({"--prompt", "What is the opposite of hot?", "--temp", "0"});
    EXPECT_THAT(answer.at("text").get<std::string>(), HasSubstr("cold"));
    EXPECT_EQ(answer.at("stop_reason"), "end-of-answer");
    EXPECT_EQ(answer.at("tokens").size(), answer.at("statistics").at("answer_tokens"));
    EXPECT_GT(answer.at("statistics").at("prompt_tokens"), 0);
    EXPECT_FALSE(answer.at("statistics").at("active_by_layer").empty());
    EXPECT_GT(answer.at("statistics").at("skipped_share"), 0.5);
    EXPECT_EQ(
        generated({"--prompt", "Hello!", "-n", "4", "--sparse", "off"}).at("statistics").at("skipped_share"),
        0);
}

TEST(Generate, ASeedGivesTheSameAnswerAgain) {
    const std::vector<std::string> options{"--prompt", "Tell me a story.", "--temp", "1", "-n", "30",
                                           "--seed"};
    const auto with = [&](const char* seed) {
        auto all = options;
        all.emplace_back(seed);
        return generated(all).at("text").get<std::string>();
    };
    const std::string first = with("7");
    EXPECT_EQ(first, with("7"));
    EXPECT_TRUE(first != with("8") || first != with("9")); // else the seed is not used
}

TEST(Generate, DraftingChangesNoAnswer) {
    const ScratchFolder scratch;
    const json first = generated({"--prompt", "Tell me a story.", "--temp", "0"});
    // Asked again, the model tells the same story, which is there to be guessed from.
    const json conversation{{{"role", "user"}, {"content", "Tell me a story."}},
                            {{"role", "assistant"}, {"content", first.at("text")}},
                            {{"role", "user"}, {"content", "Tell me a story."}}};
    const std::string messages = scratch.file("messages.json", conversation.dump());
    const auto with = [&](const char* draft) {
        return generated({"--messages", messages, "--temp", "0.2", "--seed", "5", "--draft", draft});
    };
    const json on = with("on"), off = with("off");
    EXPECT_EQ(on.at("tokens"), off.at("tokens"));
    EXPECT_EQ(on.at("text"), off.at("text"));
    EXPECT_EQ(on.at("statistics").at("answer_tokens"), off.at("statistics").at("answer_tokens"));
    EXPECT_EQ(off.at("statistics").at("drafted"), 0);
    EXPECT_LE(on.at("statistics").at("accepted"), on.at("statistics").at("drafted"));
    EXPECT_EQ(on.at("statistics").at("draft_lengths").size(), 16U);
    EXPECT_EQ(run({"generate", "--prompt", "Hello!", "--draft", "perhaps"}).status, 2);
}

TEST(Generate, StopsWhereItIsTold) {
    const json stopped = generated(
        {"--prompt", "What is the opposite of hot?", "--temp", "0", "--stop", "never", "--stop", "cold"});
    EXPECT_EQ(stopped.at("stop_reason"), "stop-string");
    EXPECT_THAT(stopped.at("text").get<std::string>(), testing::Not(HasSubstr("cold")));
    const json cut = generated({"--prompt", "Tell me a story.", "-n", "3"});
    EXPECT_EQ(cut.at("stop_reason"), "length");
    EXPECT_EQ(cut.at("tokens").size(), 3U);
}

TEST(Generate, AConversationIsWhatItsPromptIs) {
    const ScratchFolder scratch;
    const std::string messages =
        scratch.file("messages.json", R"([{"role": "user", "content": "What is the opposite of hot?"}])");
    const json fromFile = generated({"--messages", messages, "--temp", "0"});
    const json fromPrompt = generated({"--prompt", "What is the opposite of hot?", "--temp", "0"});
    EXPECT_EQ(fromFile.at("tokens"), fromPrompt.at("tokens"));
    const std::string open = scratch.file(
        "open.json",
        R"([{"role": "user", "content": "What is the opposite of hot?"}, {"role": "assistant", "content": "The opposite of hot is"}])");
    EXPECT_THAT(generated({"--messages", open, "--temp", "0"}).at("text").get<std::string>(),
                HasSubstr(" cold"));
}

TEST(Generate, RawPutsNothingAroundThePrompt) {
    const json raw = generated({"--prompt", "The", "--raw", "-n", "1"});
    const json chat = generated({"--prompt", "The", "-n", "1"});
    EXPECT_EQ(raw.at("statistics").at("prompt_tokens"), 1);
    EXPECT_GT(chat.at("statistics").at("prompt_tokens"), 4);
}

TEST(Generate, OptionsOfEvaluationGiveTheSameGreedyAnswer) {
    const std::vector<std::string> prompt{"--prompt", "What is the opposite of hot?", "--temp", "0"};
    const json usual = generated(prompt);
    for (const std::vector<std::string>& more : {std::vector<std::string>{"--executor", "reference"},
                                                 {"--threads", "1"},
                                                 {"--kv", "f32"},
                                                 {"--sparse", "off"}}) {
        auto options = prompt;
        options.insert(options.end(), more.begin(), more.end());
        EXPECT_EQ(generated(options).at("text"), usual.at("text")) << more[0];
    }
}

TEST(Tokenize, GoesThereAndBack) {
    const std::string lines =
        json("Hello, wörld 🦊").dump() + "\n" + json("").dump() + "\n" + json("<|im_end|>").dump() + "\n";
    const Ended ids = run({"tokenize"}, lines);
    ASSERT_EQ(ids.status, 0) << ids.err;
    const Ended text = run({"detokenize"}, ids.out);
    EXPECT_EQ(json::parse(text.out.substr(0, text.out.find('\n'))), "Hello, wörld 🦊");
    EXPECT_THAT(text.out, HasSubstr("\n\"\"\n\"<|im_end|>\"\n"));
}

TEST(Tokenize, SpecialTokensAreTokensIfAsked) {
    const Ended special = run({"tokenize", "--special"}, "\"<|im_end|>\"\n");
    ASSERT_EQ(json::parse(special.out).size(), 1U);
    EXPECT_GT(json::parse(run({"tokenize"}, "\"<|im_end|>\"\n").out).size(), 1U);
    EXPECT_EQ(run({"detokenize", "--special"}, special.out).out, "\"<|im_end|>\"\n");
    EXPECT_EQ(run({"detokenize"}, special.out).out, "\"\"\n");
}

TEST(Tokenize, AnswersEachLineAtOnce) {
    Program program({"tokenize"});
    program.write("\"a\"\n");
    EXPECT_TRUE(program.waitForOutput());
    program.write("\"b\"\n");
    EXPECT_TRUE(program.waitForOutput());
    program.closeInput();
    EXPECT_EQ(program.end().status, 0);
}

TEST(Logits, TokenByTokenTheyAreThoseOfThePrompt) {
    const ScratchFolder scratch;
    const std::string tokens = scratch.file("tokens.txt", "1534 300 \n 42\t7 1000 33 500 600 1 2 3");
    ASSERT_EQ(run({"logits", "--tokens", tokens, "--out", scratch.path("whole"), "--kv", "f32"}).status, 0);
    ASSERT_EQ(
        run({"logits", "--tokens", tokens, "--out", scratch.path("steps"), "--kv", "f32", "--step"}).status,
        0);
    const std::vector<float> whole = floatsOf(scratch.path("whole")), steps = floatsOf(scratch.path("steps"));
    ASSERT_EQ(whole.size(), 11U * 1536U);
    ASSERT_EQ(steps.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i)
        ASSERT_NEAR(whole[i], steps[i], 1e-3) << i;
}

/// The mean of the negative logarithms of what `logits` give each token after the first.
double meanOf(const std::vector<float>& logits, const std::vector<int>& tokens) {
    const std::size_t vocabulary = logits.size() / tokens.size();
    double sum = 0;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const auto row = logits.begin() + static_cast<std::ptrdiff_t>(i * vocabulary);
        double weights = 0;
        for (std::size_t k = 0; k < vocabulary; ++k)
            weights += std::exp(static_cast<double>(row[static_cast<std::ptrdiff_t>(k)]));
        sum += std::log(weights) - row[tokens[i + 1]];
    }
    return sum / static_cast<double>(tokens.size() - 1);
}

TEST(Perplexity, IsThatOfTheLogits) {
    const ScratchFolder scratch;
    const std::string text = "The opposite of hot is cold. The opposite of up is down.";
    const auto ids = json::parse(run({"tokenize"}, json(text).dump() + "\n").out).get<std::vector<int>>();
    std::string spelled;
    for (const int id : ids)
        spelled += std::to_string(id) + " ";
    const std::string tokens = scratch.file("tokens.txt", spelled);
    ASSERT_EQ(run({"logits", "--tokens", tokens, "--out", scratch.path("logits"), "--kv", "f32"}).status, 0);
    const double mean = meanOf(floatsOf(scratch.path("logits")), ids);

    const Perplexity whole =
        perplexityOf({"perplexity", "--text", scratch.file("text.txt", text), "--ctx", "0", "--kv", "f32"});
    EXPECT_NEAR(whole.nats, mean, 1e-4);
    EXPECT_NEAR(whole.perplexity, std::exp(mean), 1e-3 * std::exp(mean));
    EXPECT_EQ(whole.tokens, static_cast<double>(ids.size() - 1));
}

TEST(Perplexity, ReadsPartsByThemselves) {
    const ScratchFolder scratch;
    const std::string text = scratch.file("text.txt", "The opposite of hot is cold.");
    const auto of = [&](const char* context) {
        return perplexityOf({"perplexity", "--text", text, "--ctx", context, "--kv", "f32"});
    };
    const Perplexity pairs = of("2");
    const Perplexity whole = of("0");
    EXPECT_EQ(pairs.tokens, std::floor((whole.tokens + 1) / 2));
    EXPECT_NE(pairs.nats, whole.nats);
}

TEST(Inspect, TellsWhatIsInTheFile) {
    const Ended text = run({"inspect"});
    EXPECT_EQ(text.status, 0) << text.err;
    for (const char* part : {"general.architecture", "plm.attention.kv_lora_rank", "token_embd.weight",
                             "Types", "Memory by context"})
        EXPECT_THAT(text.out, HasSubstr(part));
}

TEST(Inspect, JsonAddsUp) {
    const json file = json::parse(run({"inspect", "--json"}).out);
    EXPECT_EQ(file.at("metadata").at("plm.block_count").at("value"), "6");
    std::uint64_t bytes = 0;
    for (const json& tensor : file.at("tensors"))
        bytes += tensor.at("bytes").get<std::uint64_t>();
    std::uint64_t typeBytes = 0;
    for (const json& type : file.at("types"))
        typeBytes += type.at("bytes").get<std::uint64_t>();
    EXPECT_EQ(bytes, typeBytes);
    EXPECT_LT(bytes, file.at("bytes"));
    for (const json& need : file.at("memory"))
        EXPECT_EQ(need.at("weight_bytes").get<std::uint64_t>() + need.at("cache_bytes").get<std::uint64_t>(),
                  need.at("total_bytes"));
    // 6 layers × (128 latent + 32 rotary) values a token
    const auto cacheOf = [&](const char* type) {
        for (const json& need : file.at("memory"))
            if (need.at("kv_type") == type && need.at("context") == 1024)
                return need.at("cache_bytes").get<int>();
        return 0;
    };
    EXPECT_EQ(cacheOf("f16"), 6 * 160 * 2 * 1024);
    EXPECT_EQ(cacheOf("f32"), 6 * 160 * 4 * 1024);
    EXPECT_EQ(cacheOf("q8"), 6 * (128 + 2 * 4 + 2 * 32) * 1024) << "codes, scales, rotary key";
}

/// What inspect says of a file is what a session then takes. Rows and columns fill no tile and no slice.
TEST(Inspect, KnowsHowWeightsAreLaidOut) {
    const ScratchFolder scratch;
    for (const std::string type : {"Q8_0", "Q4_0", "Q4_K_M", "Q5_K_M", "Q6_K", "Q5_1", "F16"}) {
        const std::string model = scratch.path(type + ".gguf");
        const Ended written =
            run({"synthesize", "--out",         model, "--type",         type,   "--layers",
                 "2",          "--embedding",   "512", "--feed-forward", "1280", "--heads",
                 "3",          "--latent-rank", "256", "--no-position",  "24",   "--rotary",
                 "16",         "--value",       "256", "--vocabulary",   "601",  "--context",
                 "3000"});
        ASSERT_EQ(written.status, 0) << written.err;
        const json inspected = json::parse(run({"inspect", "--model", model, "--json"}).out);
        const json generated = json::parse(
            run({"generate", "--model", model, "--prompt", "x", "-n", "1", "--json", "--executor", "cpu"})
                .out);
        const json& need = inspected.at("memory").back();
        const json& memory = generated.at("statistics").at("memory");
        EXPECT_EQ(need.at("context"), 3000);
        EXPECT_EQ(need.at("weight_bytes_laid_out"), memory.at("converted_weights_bytes")) << type;
        for (const json& row : inspected.at("memory"))
            if (row.at("context") == 3000 && row.at("kv_type") == "f16") {
                EXPECT_EQ(row.at("cache_bytes"), memory.at("cache_reserved_bytes")) << type;
            }
        const bool hasKernels = type != "Q5_1" && type != "F16";
        EXPECT_EQ(need.at("weight_bytes_in_place") == 0, hasKernels) << type << ": the embedding is the head";
    }
}

TEST(Inspect, TellsWhetherItFits) {
    const json file = json::parse(run({"inspect", "--json"}).out);
    ASSERT_GT(file.at("available_bytes"), 0);
    for (const json& need : file.at("memory"))
        EXPECT_EQ(need.at("fits"), need.at("total_bytes") <= file.at("available_bytes"));
    const Ended text = run({"inspect"});
    EXPECT_THAT(text.out, HasSubstr("Weights take 5.3 MB with the executor cpu: "));
    EXPECT_THAT(text.out, HasSubstr("  fits\n"));
    EXPECT_THAT(text.out, HasSubstr("are available now."));
}

TEST(Inspect, DoesNotFitIntoMoreThanThereIs) {
    const ScratchFolder scratch;
    const std::string model = scratch.path("long.gguf");
    const Ended written =
        run({"synthesize", "--out", model, "--layers", "16", "--embedding", "256", "--feed-forward", "256",
             "--heads", "1", "--latent-rank", "4096", "--vocabulary", "600", "--context", "16777216"});
    ASSERT_EQ(written.status, 0) << written.err;
    const json memory = json::parse(run({"inspect", "--model", model, "--json"}).out).at("memory");
    EXPECT_EQ(memory.at(0).at("fits"), true);
    EXPECT_EQ(memory.back().at("fits"), false) << memory.back();
    const Ended text = run({"inspect", "--model", model});
    EXPECT_THAT(text.out, HasSubstr("  fits\n"));
    EXPECT_THAT(text.out, HasSubstr("  does not fit\n"));
}

TEST(Inspect, SaysWhyNothingIsKnownOfTheMemory) {
    const ScratchFolder scratch;
    const std::string none("GGUF\3\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 24);
    const std::string model = scratch.file("empty.gguf", none);
    const Ended text = run({"inspect", "--model", model});
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out, HasSubstr("Nothing can be said of the memory that it needs: "));
    EXPECT_THAT(text.out, HasSubstr("general.architecture"));
    EXPECT_EQ(json::parse(run({"inspect", "--model", model, "--json"}).out).at("memory"), json::array());
}

} // namespace
} // namespace peripheral::cli
