// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/probe_model.h"
#include "small_file.h"
#include "temporary_folder.h"

#include <plm/model_outline.h>

#include <gtest/gtest.h>
#include <map>
#include <string>

namespace {

using namespace plm;

TEST(ProbeModels, AreLikeTheLayersInTheMiddleOfEqualShares) {
    EXPECT_EQ(typicalLayers({5, 5, 5, 5}, 2), (std::vector<int>{1, 3}));
    EXPECT_EQ(typicalLayers({9, 1, 9, 1}, 2), (std::vector<int>{3, 2})) << "a light one and a heavy one";
    EXPECT_EQ(typicalLayers({9, 1, 1, 1, 1}, 2), (std::vector<int>{2, 4})) << "heavy ones are rare";
    EXPECT_EQ(typicalLayers({3, 1, 2}, 3), (std::vector<int>{1, 2, 0})) << "all of them";
    EXPECT_TRUE(typicalLayers({}, 2).empty());
}

/// By the tensors' names.
std::map<std::string, std::string> typesOf(const std::filesystem::path& path) {
    const auto file = ModelFile::read(path);
    EXPECT_TRUE(file) << file.error().message;
    std::map<std::string, std::string> types;
    for (const TensorEntry& tensor : file->tensors)
        types[tensor.name] = tensor.type;
    return types;
}

TEST(ProbeModels, HaveTheFormatsOfTheFile) {
    const test::TemporaryFolder folder;
    SynthesisOptions options = test::smallFile("Q4_K_M", 16);
    options.formats["blk.0.attn_output.weight"] = "Q8_0";
    const auto path = folder / "model.gguf";
    ASSERT_TRUE(synthesize(path, options));
    const auto file = ModelFile::read(path);
    ASSERT_TRUE(file);
    const SynthesisOptions probe = probeOptions(*file, options.shape, 0.2, 0);
    EXPECT_EQ(probe.shape.layers, 2);
    EXPECT_DOUBLE_EQ(probe.sparsity, 0.8);
    const auto like = folder / "like.gguf";
    ASSERT_TRUE(synthesize(like, probe));
    const auto types = typesOf(like);
    EXPECT_EQ(types.at("token_embd.weight"), "Q6_K");
    EXPECT_EQ(types.at("blk.0.ffn_down.weight"), "Q4_K");
    EXPECT_EQ(types.at("blk.1.ffn_down.weight"), "Q6_K") << "as half of the file's layers";
    EXPECT_EQ(types.at("blk.0.attn_output.weight"), "Q4_K") << "which one layer only has otherwise";
    EXPECT_EQ(probeOptions(*file, options.shape, 0.2, 1U << 30).shape.layers, 16)
        << "fewer would fit the cache";
}

} // namespace
