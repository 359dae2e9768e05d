// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "executor_named.h"
#include "golden.h"

#include <plm/session.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace {

using namespace plm;
using plm::test::executorNamed;

std::vector<std::filesystem::path> goldenFiles() {
    std::vector<std::filesystem::path> files;
    if (const auto folder = test::goldenFolder("golden"))
        for (const auto& entry : std::filesystem::directory_iterator(*folder))
            if (entry.path().extension() == ".gguf")
                files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<TokenId> tokensFor(const std::filesystem::path& model) {
    const std::string name = model.filename().string();
    std::ifstream file(model.parent_path() / (name.substr(0, name.find('-')) + ".tokens.txt"));
    std::vector<TokenId> tokens{std::istream_iterator<TokenId>(file), std::istream_iterator<TokenId>()};
    tokens.resize(std::min<std::size_t>(tokens.size(), 48)); // enough for every path
    return tokens;
}

std::vector<float> logitsOf(const std::shared_ptr<const Model>& model, const SessionOptions& options,
                            std::span<const TokenId> tokens, std::size_t piece) {
    const auto session = Session::create(model, options);
    EXPECT_TRUE(session) << session.error().message;
    const auto vocabulary = static_cast<std::size_t>(model->info().hyper.vocabulary);
    std::vector<float> logits(tokens.size() * vocabulary);
    for (std::size_t first = 0; first < tokens.size(); first += piece) {
        const std::size_t count = std::min(piece, tokens.size() - first);
        EXPECT_TRUE((*session)->evaluate(tokens.subspan(first, count),
                                         std::span(logits).subspan(first * vocabulary, count * vocabulary)));
    }
    return logits;
}

/// What synthetic files of float32 and float16 cannot show: the same promises for every type that users have.
class GoldenFile : public testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(GoldenFile);
INSTANTIATE_TEST_SUITE_P(Types, GoldenFile, testing::ValuesIn(goldenFiles()),
                         [](const testing::TestParamInfo<std::filesystem::path>& file) {
                             std::string name = file.param.stem().string();
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST_P(GoldenFile, ThreadsSkippingAndSmallBatchesChangeNoBit) {
    const auto model = Model::open(GetParam());
    ASSERT_TRUE(model) << model.error().message;
    const auto tokens = tokensFor(GetParam());
    ASSERT_GT(tokens.size(), 20U);
    const auto steps = logitsOf(*model, {.threads = 1}, tokens, 1);
    EXPECT_EQ(logitsOf(*model, {.threads = 2}, tokens, 1), steps);
    EXPECT_EQ(logitsOf(*model, {.threads = 2}, tokens, 4), steps);
    EXPECT_EQ(logitsOf(*model, {.threads = 2, .sparse = false}, tokens, 1), steps);
    const auto prompt = logitsOf(*model, {.threads = 1}, tokens, 512);
    EXPECT_EQ(logitsOf(*model, {.threads = 2}, tokens, 512), prompt);
    EXPECT_EQ(logitsOf(*model, {.threads = 2, .sparse = false}, tokens, 512), prompt);
}

/// Both dequantise, and round no activation: they differ by the order of sums alone.
TEST_P(GoldenFile, OpenBlasAgreesWithTheReference) {
    if (const auto there = executorNamed("openblas")->check(); !there)
        GTEST_SKIP() << there.error().message;
    const auto model = Model::open(GetParam());
    ASSERT_TRUE(model) << model.error().message;
    auto tokens = tokensFor(GetParam());
    tokens.resize(24);
    SessionOptions options{.executor = executorNamed("reference"), .cache = CacheType::F32, .threads = 2};
    const auto expected = logitsOf(*model, options, tokens, 512);
    options.executor = executorNamed("openblas");
    for (const std::size_t piece : {512, 5, 1}) {
        const auto logits = logitsOf(*model, options, tokens, piece);
        ASSERT_EQ(logits.size(), expected.size());
        float largest = 0;
        for (std::size_t i = 0; i < logits.size(); ++i)
            largest = std::max(largest, std::fabs(logits[i] - expected[i]));
        EXPECT_LT(largest, 1e-3F) << "in pieces of " << piece;
    }
}

TEST_P(GoldenFile, SaysThatZerosAreSkippedWhereTheyAre) {
    const auto model = Model::open(GetParam());
    ASSERT_TRUE(model) << model.error().message;
    const std::string name = GetParam().stem().string();
    const auto has = [&](const char* type) { return name.ends_with(type); };
    // The 704 neurons of odd-Q4_K_M are no whole super-blocks: other types take their place.
    const bool turned =
        name != "odd-Q4_K_M" && (has("F32") || has("F16") || has("Q8_0") || has("Q4_0") || has("Q3_K_M") ||
                                 has("Q4_K_M") || has("Q4_K_S") || has("Q5_K_M") || has("Q6_K"));
    const auto session = Session::create(*model, {.threads = 1});
    ASSERT_TRUE(session);
    EXPECT_EQ((*session)->skipsZeros(), turned);
    const auto dense = Session::create(*model, {.threads = 1, .sparse = false});
    ASSERT_TRUE(dense);
    EXPECT_FALSE((*dense)->skipsZeros());
}

TEST(GoldenFiles, AreThere) {
    if (goldenFiles().empty())
        GTEST_SKIP() << "no golden data: set PERIPHERAL_SHARED";
    EXPECT_GE(goldenFiles().size(), 22U);
}

} // namespace
