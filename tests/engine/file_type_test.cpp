// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "golden.h"
#include "quant/file_type.h"

#include <plm/model_file.h>

#include <gtest/gtest.h>
#include <map>
#include <set>

namespace plm::quant {
namespace {

TEST(FileType, IsFoundByItsNameOnly) {
    std::set<std::uint32_t> numbers;
    for (const FileType& type : fileTypes()) {
        EXPECT_EQ(findFileType(type.name), &type);
        EXPECT_TRUE(numbers.insert(type.number).second) << type.name;
    }
    EXPECT_EQ(findFileType("Q4_K"), nullptr);
    EXPECT_EQ(findFileType(""), nullptr);
}

int layersWith(Type format, const FileType& file, Part part, Mix mix) {
    int count = 0;
    for (int layer = 0; layer < 32; ++layer)
        count += formatFor(file, {part, layer, 32, 2048}, mix).type == format ? 1 : 0;
    return count;
}

TEST(FileType, MixesQ4_K_MAsThePublishedFileDoes) {
    const FileType& file = *findFileType("Q4_K_M");
    EXPECT_EQ(layersWith(Type::Q6_K, file, Part::Down, Mix::Published), 16);
    for (const Part part : {Part::Query, Part::Latent, Part::KeyValue, Part::AttentionOutput, Part::Up})
        EXPECT_EQ(layersWith(Type::Q4_K, file, part, Mix::Published), 32);
    EXPECT_EQ(layersWith(Type::Q6_K, file, Part::KeyValue, Mix::Current), 16);
}

TEST(FileType, KeepsTheHeadMoreExactThanAnEmbeddingBesideIt) {
    const auto formatOf = [](const char* name, Part part) {
        return formatFor(*findFileType(name), {part, 0, 1, 2048}, Mix::Current).name;
    };
    for (const char* name : {"Q4_0", "Q5_0", "Q4_K_M", "Q5_K_M"})
        EXPECT_EQ(formatOf(name, Part::Output), "Q6_K") << name;
    EXPECT_EQ(formatOf("Q8_0", Part::Output), "Q8_0");
    EXPECT_EQ(formatOf("Q4_0", Part::Embedding), "Q4_0");
    EXPECT_EQ(formatOf("Q4_K_M", Part::Embedding), "Q4_K");
}

TEST(FileType, FallsBackWhereRowsAreNoWholeBlocks) {
    const auto formatOf = [](const char* name, std::uint64_t columns) {
        return formatFor(*findFileType(name), {Part::Up, 0, 1, columns}, Mix::Published).name;
    };
    EXPECT_EQ(formatOf("Q4_K_M", 320), "Q5_0");
    EXPECT_EQ(formatOf("Q5_K_S", 320), "Q5_1");
    EXPECT_EQ(formatOf("Q6_K", 320), "Q8_0");
    EXPECT_EQ(formatOf("Q2_K", 320), "IQ4_NL");
    EXPECT_EQ(formatOf("Q4_K_M", 100), "F16");
    EXPECT_EQ(formatOf("Q8_0", 100), "F16");
}

std::optional<Part> partOf(std::string_view name) {
    const std::map<std::string_view, Part> parts = {{"token_embd.weight", Part::Output},
                                                    {"attn_q.weight", Part::Query},
                                                    {"attn_kv_a_mqa.weight", Part::Latent},
                                                    {"attn_kv_b.weight", Part::KeyValue},
                                                    {"attn_output.weight", Part::AttentionOutput},
                                                    {"ffn_up.weight", Part::Up},
                                                    {"ffn_down.weight", Part::Down}};
    const auto found = parts.find(name.substr(name.starts_with("blk.") ? 6 : 0));
    return found == parts.end() ? std::nullopt : std::optional(found->second);
}

/// llama.cpp made the golden files: their names end in the type, and they have two layers.
TEST(FileType, ChoosesAsLlamaCppDoes) {
    const auto folder = test::goldenFolder("golden");
    if (!folder)
        GTEST_SKIP() << "no golden files: set PERIPHERAL_SHARED to the folder that holds golden/";
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        if (entry.path().extension() != ".gguf")
            continue;
        const std::string stem = entry.path().stem().string();
        const FileType* type = findFileType(stem.substr(stem.find('-') + 1));
        ASSERT_NE(type, nullptr) << stem;
        const auto file = ModelFile::read(entry.path());
        ASSERT_TRUE(file) << file.error().message;
        for (const TensorEntry& tensor : file->tensors)
            if (const auto part = partOf(tensor.name)) {
                const int layer = tensor.name.starts_with("blk.1.") ? 1 : 0;
                EXPECT_EQ(formatFor(*type, {*part, layer, 2, tensor.dimensions[0]}, Mix::Current).name,
                          tensor.type)
                    << stem << " " << tensor.name;
            }
        ++files;
    }
    EXPECT_GT(files, 0);
}

} // namespace
} // namespace plm::quant
