// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "temporary_folder.h"

#include <plm/model_file.h>
#include <plm/session.h>
#include <plm/synthesize.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <set>

namespace plm {
namespace {

/// Small, and with rows of whole super-blocks.
SynthesisOptions smallOptions(std::string type = "Q8_0") {
    SynthesisOptions options;
    options.shape.layers = 3;
    options.shape.embedding = 512;
    options.shape.feedForward = 1024;
    options.shape.heads = 4;
    options.shape.latentRank = 256;
    options.shape.noPositionWidth = 32;
    options.shape.rotaryWidth = 16;
    options.shape.valueWidth = 64;
    options.shape.vocabulary = 512;
    options.shape.contextLength = 128;
    options.type = std::move(type);
    return options;
}

class Synthesize : public testing::Test {
protected:
    std::unique_ptr<Session> open(const SynthesisOptions& options) {
        const Status done = synthesize(m_path, options);
        EXPECT_TRUE(done) << done.error().message;
        const auto model = Model::open(m_path);
        EXPECT_TRUE(model) << model.error().message;
        auto session = Session::create(*model, {});
        EXPECT_TRUE(session);
        return std::move(*session);
    }

    std::string bytesOf(const SynthesisOptions& options) {
        EXPECT_TRUE(synthesize(m_path, options));
        return test::readBytes(m_path);
    }

    std::string refusal(const SynthesisOptions& options) {
        const Status done = synthesize(m_path, options);
        EXPECT_FALSE(done);
        EXPECT_FALSE(std::filesystem::exists(m_path));
        EXPECT_EQ(done ? ErrorKind::Io : done.error().kind, ErrorKind::BadArgument);
        return done ? std::string() : done.error().message;
    }

    test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "synthetic.gguf";
};

/// Ids spread over the vocabulary, no two the same.
std::vector<TokenId> spreadTokens(int count, int vocabulary) {
    std::vector<TokenId> tokens;
    for (int i = 0; i < count; ++i)
        tokens.push_back(i * 37 % vocabulary);
    return tokens;
}

double sparsityOf(Session& session) {
    EXPECT_TRUE(session.evaluate(spreadTokens(96, session.model().info().hyper.vocabulary), {}));
    const auto active = session.activeByLayer();
    return 1 - std::accumulate(active.begin(), active.end(), 0.0) / static_cast<double>(active.size());
}

TEST_F(Synthesize, WritesEveryTypeAsAModelThatComputesSensibly) {
    for (const std::string_view type : synthesisTypes()) {
        SCOPED_TRACE(type);
        const auto session = open(smallOptions(std::string(type)));
        const auto vocabulary = static_cast<std::size_t>(session->model().info().hyper.vocabulary);
        const auto tokens = spreadTokens(64, static_cast<int>(vocabulary));
        std::vector<float> logits(tokens.size() * vocabulary);
        ASSERT_TRUE(session->evaluate(tokens, logits));
        double squares = 0;
        for (const float logit : logits) {
            ASSERT_TRUE(std::isfinite(logit));
            squares += static_cast<double>(logit) * logit;
        }
        EXPECT_NEAR(std::sqrt(squares / static_cast<double>(logits.size())), 2, 0.5);
        std::set<std::ptrdiff_t> likeliest;
        for (auto row = logits.begin(); row != logits.end(); row += static_cast<std::ptrdiff_t>(vocabulary))
            likeliest.insert(std::max_element(row, row + static_cast<std::ptrdiff_t>(vocabulary)) - row);
        EXPECT_GT(likeliest.size(), 32U) << "different tokens must have different successors";
    }
}

TEST_F(Synthesize, MeetsTheSparsityAskedFor) {
    for (const std::string type : {"F16", "Q8_0", "Q4_0", "Q4_K_M"})
        for (const double sparsity : {0.5, 0.9, 0.97}) {
            auto options = smallOptions(type);
            options.sparsity = sparsity;
            EXPECT_NEAR(sparsityOf(*open(options)), sparsity, 0.02) << type;
        }
}

TEST_F(Synthesize, KeepsTheSparsityFromTheFirstLayerToTheLast) {
    auto options = smallOptions();
    options.shape.layers = 12;
    const auto session = open(options);
    sparsityOf(*session);
    for (const float active : session->activeByLayer())
        EXPECT_NEAR(active, 0.1, 0.03);
}

TEST_F(Synthesize, WritesOddShapesWithOtherFormats) {
    auto options = smallOptions("Q4_K_M");
    options.shape.embedding = 320;
    options.shape.heads = 5;
    options.shape.latentRank = 96;
    options.shape.feedForward = 700;
    EXPECT_NEAR(sparsityOf(*open(options)), 0.9, 0.03);
}

TEST_F(Synthesize, TheSeedDecidesEveryByte) {
    auto options = smallOptions("Q4_0");
    const std::string first = bytesOf(options);
    EXPECT_EQ(bytesOf(options), first);
    options.seed = 2;
    const std::string second = bytesOf(options);
    EXPECT_EQ(second.size(), first.size());
    EXPECT_NE(second, first);
}

TEST_F(Synthesize, HasTheTensorsOfThePublishedFile) {
    auto options = smallOptions("Q4_K_M");
    options.shape.layers = 32;
    ASSERT_TRUE(synthesize(m_path, options));
    const auto file = ModelFile::read(m_path);
    ASSERT_TRUE(file);
    std::map<std::string, int> types;
    for (const TensorEntry& tensor : file->tensors)
        ++types[tensor.type];
    EXPECT_EQ(types, (std::map<std::string, int>{{"F32", 97}, {"Q4_K", 176}, {"Q6_K", 17}}));
}

TEST_F(Synthesize, TakesAnotherFilesVocabulary) {
    const auto builtIn = std::filesystem::path(PERIPHERAL_SOURCE_DIR) / "resources/models/plm-nano.gguf";
    const auto wanted = Tokenizer::open(builtIn);
    ASSERT_TRUE(wanted);
    auto options = smallOptions();
    options.vocabulary = builtIn;
    options.shape.vocabulary = wanted->size() + 7;
    ASSERT_TRUE(synthesize(m_path, options));
    const auto got = Tokenizer::open(m_path);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->size(), wanted->size() + 7);
    for (const char* text : {"The quick brown fox", "x² + y² = 1\n\n", "<|im_end|>"})
        EXPECT_EQ(*got->encode(text, SpecialTokens::Parsed), *wanted->encode(text, SpecialTokens::Parsed));

    options.shape.vocabulary = wanted->size() - 1;
    std::filesystem::remove(m_path);
    EXPECT_TRUE(refusal(options).starts_with("vocabulary ")) << refusal(options);
}

TEST_F(Synthesize, RefusesWhatCannotBeNamingIt) {
    const auto refused = [this](const std::function<void(SynthesisOptions&)>& change) {
        auto options = smallOptions("Q4_K_M");
        change(options);
        return refusal(options);
    };
    EXPECT_EQ(refused([](auto& o) { o.shape.layers = 0; }), "layers 0: it must be from 1 to 1024.");
    EXPECT_EQ(refused([](auto& o) { o.shape.rotaryWidth = 7; }),
              "rotary 7: it must be even, because pairs of values are turned.");
    EXPECT_EQ(refused([](auto& o) { o.shape.embedding = 256; }),
              "embedding 256: with the type Q4_K_M it must be 512 or more.");
    EXPECT_EQ(refused([](auto& o) { o.sparsity = 1; }), "sparsity 1: it must be from 0.01 to 0.999.");
    EXPECT_EQ(refused([](auto& o) { o.sparsity = std::nan(""); }),
              "sparsity nan: it must be from 0.01 to 0.999.");
    EXPECT_EQ(refused([](auto& o) { o.shape.vocabulary = 256; }),
              "vocabulary 256: it must be from 261 to 4194304.");
    EXPECT_EQ(refused([](auto& o) { o.shape.heads = 1 << 20; }),
              "heads 1048576: so many of 96 values each are more than 16777216.");
    EXPECT_TRUE(refused([](auto& o) { o.type = "Q7_X"; }).starts_with("type Q7_X: it must be one of F32,"));
}

TEST_F(Synthesize, TellsThatTheDiskIsTooSmallBeforeItWrites) {
    auto options = smallOptions("F32");
    options.shape.layers = 1024; // 13 TB of attn_q alone
    options.shape.embedding = 1 << 24;
    options.shape.feedForward = 8;
    const Status done = synthesize(m_path, options);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Io);
    EXPECT_NE(done.error().message.find("synthetic.gguf needs"), std::string::npos) << done.error().message;
}

TEST_F(Synthesize, GivesNamedMatricesTheFormatsThatAreAskedFor) {
    auto options = smallOptions("Q8_0");
    options.formats = {{"blk.1.ffn_down.weight", "Q6_K"}, {"token_embd.weight", "Q4_K"}, {"none", "Q4_K"}};
    ASSERT_TRUE(synthesize(m_path, options));
    const auto file = ModelFile::read(m_path);
    ASSERT_TRUE(file);
    std::map<std::string, std::string> types;
    for (const TensorEntry& tensor : file->tensors)
        types[tensor.name] = tensor.type;
    EXPECT_EQ(types.at("blk.0.ffn_down.weight"), "Q8_0");
    EXPECT_EQ(types.at("blk.1.ffn_down.weight"), "Q6_K");
    EXPECT_EQ(types.at("token_embd.weight"), "Q4_K");
    std::filesystem::remove(m_path);
    options.formats = {{"blk.0.ffn_up.weight", "Q9"}};
    EXPECT_TRUE(refusal(options).starts_with("format Q9")) << refusal(options);
    options.formats = {{"blk.0.ffn_up.weight", "Q4_K"}};
    options.shape.embedding = 544;
    EXPECT_NE(refusal(options).find("blk.0.ffn_up.weight"), std::string::npos) << refusal(options);
}

TEST_F(Synthesize, LeavesNothingWhereItWasStopped) {
    std::stop_source stop;
    const Status done = synthesize(
        m_path, smallOptions(),
        [&](double fraction) {
            EXPECT_GE(fraction, 0);
            EXPECT_LE(fraction, 1);
            if (fraction > 0.5)
                stop.request_stop();
        },
        stop.get_token());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(std::filesystem::is_empty(m_folder.path()));
}

} // namespace
} // namespace plm
