// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "golden.h"

#include <plm/chat.h>

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace plm {
namespace {

class GoldenTokens : public ::testing::TestWithParam<std::tuple<const char*, SpecialTokens>> {
protected:
    void SetUp() override {
        if (!m_folder) {
            GTEST_SKIP() << "There is no folder of golden data ($PERIPHERAL_SHARED or ../shared).";
        }
    }

    const std::optional<std::filesystem::path> m_folder = test::goldenFolder("tokenizer");
};

TEST_P(GoldenTokens, AreTheSame) {
    const auto [name, special] = GetParam();
    const Tokenizer tokenizer = Tokenizer::open(*m_folder / "ggml-vocab-qwen2.gguf").value();
    std::ifstream rows(*m_folder / name);
    int count = 0;
    for (std::string line; std::getline(rows, line); ++count) {
        const auto row = nlohmann::json::parse(line);
        const auto text = row.at("text").get<std::string>();
        const auto ids = tokenizer.encode(text, special).value();
        EXPECT_EQ(ids, row.at("ids").get<std::vector<TokenId>>()) << line;
        EXPECT_EQ(tokenizer.decode(ids, special).value(), row.value("back", text)) << line;
    }
    EXPECT_GT(count, 0);
}

INSTANTIATE_TEST_SUITE_P(Qwen2, GoldenTokens,
                         ::testing::Values(std::tuple{"qwen2-plain.jsonl", SpecialTokens::AsText},
                                           std::tuple{"qwen2-special.jsonl", SpecialTokens::Parsed}));

} // namespace
} // namespace plm
