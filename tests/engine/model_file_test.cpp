// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf_bytes.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <plm/model_file.h>

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

using namespace plm;
using gguf::ValueType;

namespace {

std::filesystem::path write(const test::TemporaryFolder& folder, const test::GgufBytes& bytes) {
    const auto path = folder / "file.gguf";
    std::ofstream(path, std::ios::binary) << bytes.bytes();
    return path;
}

MetadataEntry entry(const ModelFile& file, const std::string& key) {
    const auto found = std::find_if(file.metadata.begin(), file.metadata.end(),
                                    [&](const MetadataEntry& candidate) { return candidate.key == key; });
    return found == file.metadata.end() ? MetadataEntry{} : *found;
}

} // namespace

TEST(ModelFile, DescribesASyntheticModel) {
    const test::TemporaryFolder folder;
    ASSERT_TRUE(test::writeSyntheticModel(folder / "m.gguf"));
    const auto file = ModelFile::read(folder / "m.gguf");
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->path, folder / "m.gguf");
    EXPECT_EQ(file->bytes, std::filesystem::file_size(folder / "m.gguf"));
    EXPECT_EQ(file->version, 3U);
    EXPECT_EQ(entry(*file, "general.architecture").value, "plm");
    EXPECT_EQ(entry(*file, "plm.block_count").type, "u32");
    EXPECT_EQ(entry(*file, "plm.block_count").value, "2");
    EXPECT_EQ(entry(*file, "plm.attention.layer_norm_rms_epsilon").value, "1e-06");
    EXPECT_EQ(entry(*file, "tokenizer.ggml.tokens").type, "array of string");
    EXPECT_EQ(entry(*file, "tokenizer.ggml.tokens").value, "[259 values] Ā, ā, Ă, …");
    EXPECT_EQ(entry(*file, "tokenizer.ggml.merges").value, "[1 values] t h");
    EXPECT_EQ(entry(*file, "tokenizer.ggml.add_bos_token").value, "false");
    ASSERT_EQ(file->tensors.size(), 2U + 2 * 9);
    EXPECT_EQ(file->tensors[0].name, "token_embd.weight");
    EXPECT_EQ(file->tensors[0].type, "F32");
    EXPECT_EQ(file->tensors[0].dimensions, (std::vector<std::uint64_t>{64, 259}));
    EXPECT_EQ(file->tensors[1].offset, 64U * 259 * 4);
    EXPECT_EQ(file->tensors[1].bytes, 64U * 4);
}

TEST(ModelFile, SpellsEveryKindOfArray) {
    test::GgufBytes bytes(0, 5);
    bytes.key("f32", ValueType::Array).array(ValueType::F32, 2).number(0.1F).number(-2.0F);
    bytes.key("f64", ValueType::Array).array(ValueType::F64, 1).number(0.1);
    bytes.key("bool", ValueType::Array).array(ValueType::Bool, 2).raw({"\1\0", 2});
    bytes.key("u64", ValueType::Array).array(ValueType::U64, 1).number(~std::uint64_t{0});
    bytes.key("none", ValueType::Array).array(ValueType::I8, 0);
    const test::TemporaryFolder folder;
    const auto file = ModelFile::read(write(folder, bytes));
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(entry(*file, "f32").value, "[2 values] 0.1, -2");
    EXPECT_EQ(entry(*file, "f64").value, "[1 values] 0.1");
    EXPECT_EQ(entry(*file, "bool").value, "[2 values] true, false");
    EXPECT_EQ(entry(*file, "u64").value, "[1 values] 18446744073709551615");
    EXPECT_EQ(entry(*file, "none").value, "[0 values]");
    EXPECT_EQ(entry(*file, "none").type, "array of i8");
}

TEST(ModelFile, GivesOnlyUtf8) {
    test::GgufBytes bytes(0, 1);
    bytes.key("k\xFFy", ValueType::String).string("line\n\xC3\xA9 \xC3");
    const test::TemporaryFolder folder;
    const auto file = ModelFile::read(write(folder, bytes));
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->metadata[0].key, "k\\xFFy");
    EXPECT_EQ(file->metadata[0].value, "line\né \\xC3");
}

TEST(ModelFile, SaysWhyAFileCannotBeRead) {
    const test::TemporaryFolder folder;
    const auto missing = ModelFile::read(folder / "missing.gguf");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
    EXPECT_EQ(missing.error().message,
              (folder / "missing.gguf").string() + " cannot be opened: No such file or directory.");
    const auto directory = ModelFile::read(folder.path());
    ASSERT_FALSE(directory);
    EXPECT_EQ(directory.error().message, folder.path().string() + " is not a file.");
    const auto empty = ModelFile::read(write(folder, test::GgufBytes()));
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().kind, ErrorKind::BadFile);
    EXPECT_NE(empty.error().message.find("is empty"), std::string::npos);
}
