// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that are something else than their name says: they are named, with what to do.
#include "convert/weight_files.h"
#include "files/input_file.h"
#include "gguf/split.h"
#include "gguf_bytes.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <plm/convert.h>
#include <plm/model.h>
#include <plm/model_file.h>
#include <plm/quantise.h>
#include <plm/recording.h>

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kPointer =
    "version https://git-lfs.github.com/spec/v1\n"
    "oid sha256:0000000000000000000000000000000000000000000000000000000000000000\n"
    "size 123456789\n";

template <class T>
std::string errorOf(const Result<T>& result) {
    return result ? "" : result.error().message;
}

class ForeignFile : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file(const char* name, const std::string& content) const {
        std::ofstream(folder / name, std::ios::binary) << content;
        return folder / name;
    }
    void expectPointer(const std::string& error, const char* name) const {
        EXPECT_THAT(error, AllOf(StartsWith((folder / name).string() + " is a Git LFS pointer, "),
                                 HasSubstr("git lfs pull")));
    }

    test::TemporaryFolder folder;
};

TEST_F(ForeignFile, ALfsPointerInPlaceOfAModel) {
    const auto path = file("model.gguf", kPointer);
    expectPointer(errorOf(Model::open(path)), "model.gguf");
    expectPointer(errorOf(Tokenizer::open(path)), "model.gguf");
    expectPointer(errorOf(ModelFile::read(path)), "model.gguf");
    expectPointer(errorOf(Quantisation::prepare(path, {.type = "Q8_0"})), "model.gguf");
}

TEST_F(ForeignFile, ALfsPointerInAFolderThatIsConverted) {
    const auto out = folder / "out.gguf";
    (void)file("config.json", kPointer);
    expectPointer(errorOf(convert(folder.path(), out)), "config.json");
    (void)file("model.safetensors", kPointer);
    expectPointer(errorOf(conversion::WeightFiles::open(folder.path())), "model.safetensors");
    std::filesystem::remove(folder / "model.safetensors");
    (void)file("model.safetensors.index.json", kPointer);
    expectPointer(errorOf(conversion::WeightFiles::open(folder.path())), "model.safetensors.index.json");
    (void)file("tokenizer.json", kPointer);
    expectPointer(errorOf(files::readText(folder / "tokenizer.json", 1000)), "tokenizer.json");
}

TEST_F(ForeignFile, APartOfAFolderThatIsConverted) {
    (void)file("model-00002-of-00003.safetensors", "the middle of a model");
    EXPECT_THAT(errorOf(conversion::WeightFiles::open(folder.path())),
                AllOf(HasSubstr("model-00002-of-00003.safetensors may be a part of a model"),
                      HasSubstr("model.safetensors.index.json")));
}

TEST_F(ForeignFile, ALfsPointerInPlaceOfARecording) {
    expectPointer(errorOf(Recording::read(file("fox.json", kPointer))), "fox.json");
}

TEST(Split, NamesSayWhichPart) {
    const auto part = gguf::partOf("/m/PLM-Q8_0-00002-of-00013.gguf");
    ASSERT_TRUE(part);
    EXPECT_EQ(part->number, 2U);
    EXPECT_EQ(part->count, 13U);
    for (const char* name : {"a-00001-of-00001.gguf", "a-00000-of-00002.gguf", "a-00003-of-00002.gguf",
                             "a.gguf", "a-2-of-3.gguf", "-of-00002.gguf", "a-00001-of-00002.bin",
                             "a-0000x-of-00002.gguf", "00001-of-00002.gguf", ""})
        EXPECT_FALSE(gguf::partOf(name)) << name;
}

TEST_F(ForeignFile, APartOfASplitModelByItsKeys) {
    test::GgufBytes bytes(0, 2);
    bytes.key("split.no", gguf::ValueType::U16).number(std::uint16_t{1});
    bytes.key("split.count", gguf::ValueType::U16).number(std::uint16_t{3});
    const auto path = file("any.gguf", bytes.bytes());
    const auto expected = AllOf(StartsWith(path.string() + " is part 2 of 3 of a model"),
                                HasSubstr("llama-gguf-split --merge"));
    EXPECT_THAT(errorOf(Model::open(path)), expected);
    EXPECT_THAT(errorOf(Tokenizer::open(path)), expected);
    EXPECT_THAT(errorOf(Quantisation::prepare(path, {.type = "Q8_0"})), expected);
    EXPECT_TRUE(ModelFile::read(path)) << "what is in it can be looked at";
}

TEST_F(ForeignFile, APartOfASplitModelByItsName) {
    const auto path = file("a-00002-of-00003.gguf", "the middle of a file that was cut into pieces");
    EXPECT_THAT(errorOf(Model::open(path)), HasSubstr(" is part 2 of 3 of a model"));
    const auto whole = folder / "b-00001-of-00003.gguf";
    ASSERT_TRUE(test::writeSyntheticModel(whole));
    EXPECT_TRUE(Model::open(whole)) << "a name alone proves nothing";
}

} // namespace
} // namespace plm
