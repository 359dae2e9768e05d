// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "file_size_limit.h"
#include "gguf/writer.h"
#include "golden.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

using namespace plm;
using gguf::ValueType;

namespace {

std::size_t filesIn(const test::TemporaryFolder& folder) {
    const std::filesystem::directory_iterator files(folder.path());
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

std::span<const std::byte> asBytes(const std::vector<float>& values) {
    return std::as_bytes(std::span(values));
}

const quant::Format& f32() {
    return quant::format(quant::Type::F32);
}

/// Reads `from` and writes what it holds to `to`.
Status copyFile(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto file = gguf::File::open(from);
    if (!file)
        return tl::unexpected(file.error());
    gguf::Contents contents;
    for (const auto& entry : file->metadata())
        contents.add(entry);
    for (const auto& tensor : file->tensors())
        contents.addTensor(tensor.name, *tensor.format, tensor.dimensions);
    auto writer = gguf::Writer::create(to, contents);
    if (!writer)
        return tl::unexpected(writer.error());
    for (const auto& tensor : file->tensors())
        if (const auto done = writer->append(tensor.data); !done)
            return done;
    return writer->finish();
}

} // namespace

TEST(GgufWriter, CopiesAGoldenFileByteForByte) {
    const auto golden = test::goldenFolder("golden");
    if (!golden)
        GTEST_SKIP() << "no golden data: set PERIPHERAL_SHARED";
    const test::TemporaryFolder folder;
    for (const char* name : {"tiny-F32.gguf", "tiny-Q4_K_M.gguf", "odd-Q5_1.gguf"}) {
        const auto done = copyFile(*golden / name, folder / name);
        ASSERT_TRUE(done) << done.error().message;
        EXPECT_TRUE(test::readBytes(folder / name) == test::readBytes(*golden / name)) << name;
    }
}

TEST(GgufWriter, CopiesASyntheticModelByteForByte) {
    const test::TemporaryFolder folder;
    ASSERT_TRUE(test::writeSyntheticModel(folder / "a.gguf"));
    const auto done = copyFile(folder / "a.gguf", folder / "b.gguf");
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(test::readBytes(folder / "a.gguf") == test::readBytes(folder / "b.gguf"));
}

TEST(GgufWriter, WritesEveryValueType) {
    const test::TemporaryFolder folder;
    gguf::Contents contents;
    contents.add("u8", std::uint8_t{255});
    contents.add("i8", std::int8_t{-128});
    contents.add("u16", std::uint16_t{65535});
    contents.add("i16", std::int16_t{-32768});
    contents.add("u32", std::uint32_t{4294967295});
    contents.add("i32", std::int32_t{-2147483647});
    contents.add("u64", std::uint64_t{18446744073709551615U});
    contents.add("i64", std::int64_t{-9223372036854775807});
    contents.add("f32", 1.5F);
    contents.add("f64", 0.1);
    contents.add("bool", true);
    contents.add("string", "naïve");
    contents.addArray<std::uint16_t>("numbers", std::vector<std::uint16_t>{1, 2, 65535});
    contents.addArray("strings", std::vector<std::string>{"", "two"});
    auto writer = gguf::Writer::create(folder / "x.gguf", contents);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->finish());
    const auto file = gguf::File::open(folder / "x.gguf");
    ASSERT_TRUE(file) << file.error().message;
    const std::vector<ValueType> types = {
        ValueType::U8,   ValueType::I8,     ValueType::U16,   ValueType::I16,  ValueType::U32,
        ValueType::I32,  ValueType::U64,    ValueType::I64,   ValueType::F32,  ValueType::F64,
        ValueType::Bool, ValueType::String, ValueType::Array, ValueType::Array};
    ASSERT_EQ(file->metadata().size(), types.size());
    for (std::size_t i = 0; i < types.size(); ++i)
        EXPECT_EQ(file->metadata()[i].type, types[i]) << i;
    EXPECT_EQ(file->unsignedInteger("u8"), 255U);
    EXPECT_EQ(file->number("i8"), -128.0);
    EXPECT_EQ(file->unsignedInteger("u64"), 18446744073709551615U);
    EXPECT_EQ(std::get<std::int64_t>(file->find("i64")->value), -9223372036854775807);
    EXPECT_EQ(file->number("f32"), 1.5);
    EXPECT_EQ(file->number("f64"), 0.1);
    EXPECT_EQ(file->boolean("bool"), true);
    EXPECT_EQ(file->string("string"), "naïve");
    EXPECT_EQ(file->array("numbers", ValueType::U16).value()->integer(2), 65535);
    EXPECT_EQ(file->array("strings", ValueType::String).value()->strings[1], "two");
}

TEST(GgufWriter, AlignsTensors) {
    const test::TemporaryFolder folder;
    gguf::Contents contents;
    contents.setAlignment(128);
    contents.addTensor("a", f32(), std::vector<std::uint64_t>{3});
    contents.addTensor("b", f32(), std::vector<std::uint64_t>{2, 2});
    auto writer = gguf::Writer::create(folder / "x.gguf", contents);
    ASSERT_TRUE(writer);
    const std::vector<float> all = {1, 2, 3, 4, 5, 6, 7}; // pieces may be cut anywhere
    ASSERT_TRUE(writer->append(asBytes(all).first(5)));
    ASSERT_TRUE(writer->append(asBytes(all).subspan(5)));
    ASSERT_TRUE(writer->finish());
    const auto file = gguf::File::open(folder / "x.gguf");
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->unsignedInteger("general.alignment"), 128U);
    EXPECT_EQ(file->tensor("b")->offset, 128U);
    float b[4];
    f32().decode(file->tensor("b")->data.data(), b, 4);
    EXPECT_EQ(b[0], 4.0F);
    EXPECT_EQ(b[3], 7.0F);
}

TEST(GgufWriter, LeavesNothingBehindWhereItIsNotFinished) {
    const test::TemporaryFolder folder;
    gguf::Contents contents;
    contents.addTensor("a", f32(), std::vector<std::uint64_t>{4});
    {
        auto writer = gguf::Writer::create(folder / "x.gguf", contents);
        ASSERT_TRUE(writer);
        ASSERT_TRUE(writer->append(asBytes({1, 2, 3})));
        EXPECT_FALSE(std::filesystem::exists(folder / "x.gguf"));
        const auto done = writer->finish();
        ASSERT_FALSE(done);
        EXPECT_NE(done.error().message.find("the tensor \"a\" lacks data"), std::string::npos);
    }
    EXPECT_EQ(filesIn(folder), 0U);
}

TEST(GgufWriter, ReplacesAFileOnlyWhenFinished) {
    const test::TemporaryFolder folder;
    std::ofstream(folder / "x.gguf") << "old";
    gguf::Contents contents;
    contents.add("new", true);
    auto writer = gguf::Writer::create(folder / "x.gguf", contents);
    ASSERT_TRUE(writer);
    EXPECT_EQ(test::readBytes(folder / "x.gguf"), "old");
    ASSERT_TRUE(writer->finish());
    EXPECT_TRUE(gguf::File::open(folder / "x.gguf"));
    EXPECT_EQ(filesIn(folder), 1U);
}

TEST(GgufWriter, RefusesMoreDataThanDeclared) {
    const test::TemporaryFolder folder;
    gguf::Contents contents;
    contents.addTensor("a", f32(), std::vector<std::uint64_t>{1});
    auto writer = gguf::Writer::create(folder / "x.gguf", contents);
    ASSERT_TRUE(writer);
    const auto done = writer->append(asBytes({1, 2}));
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().message.find("more data than its tensors take"), std::string::npos);
}

TEST(GgufWriter, NamesMistakesInItsContents) {
    const auto mistake = [](auto&& fill) {
        gguf::Contents contents;
        fill(contents);
        const auto writer = gguf::Writer::create("never.gguf", contents);
        return writer ? std::string() : writer.error().message;
    };
    using C = gguf::Contents;
    const std::vector<std::uint64_t> none, odd = {33}, huge = {std::uint64_t{1} << 60, 8}, eight = {8};
    const quant::Format& q8 = quant::format(quant::Type::Q8_0);
    EXPECT_EQ(mistake([](C& c) { c.add("k", true), c.add("k", 1.0); }),
              "never.gguf cannot be written: The key \"k\" is given twice.");
    EXPECT_NE(mistake([&](C& c) { c.addTensor("t", f32(), none); }).find("\"t\""), std::string::npos);
    EXPECT_NE(mistake([&](C& c) { c.addTensor("t", q8, odd); }).find("\"t\""), std::string::npos);
    EXPECT_NE(mistake([&](C& c) { c.addTensor("t", f32(), huge); }).find("\"t\""), std::string::npos);
    EXPECT_NE(
        mistake([&](C& c) { c.addTensor("t", f32(), eight), c.addTensor("t", f32(), eight); }).find("twice"),
        std::string::npos);
    EXPECT_NE(mistake([](C& c) { c.setAlignment(12); }).find("12"), std::string::npos);
    EXPECT_NE(mistake([](C& c) { c.add("general.alignment", std::uint32_t{4}); }).find("4"),
              std::string::npos);
    EXPECT_FALSE(std::filesystem::exists("never.gguf"));
}

TEST(GgufWriter, SaysWhereAFileCannotBeMade) {
    const test::TemporaryFolder folder;
    const auto writer = gguf::Writer::create(folder / "no-such-folder/x.gguf", {});
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().kind, ErrorKind::Io);
    EXPECT_NE(writer.error().message.find("no-such-folder/x.gguf cannot be written: No such"),
              std::string::npos);
}

TEST(GgufWriter, SaysWhereTheDiskIsFull) {
    const test::TemporaryFolder folder;
    gguf::Contents contents;
    contents.addTensor("a", f32(), std::vector<std::uint64_t>{100000});
    const test::FileSizeLimit limit(100000);
    Status done;
    {
        auto writer = gguf::Writer::create(folder / "x.gguf", contents);
        ASSERT_TRUE(writer);
        done = writer->append(asBytes(std::vector<float>(100000)));
        EXPECT_FALSE(writer->finish()) << "what was not written is not complete";
    }
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Io);
    EXPECT_NE(done.error().message.find("x.gguf cannot be written: File too large."), std::string::npos);
    EXPECT_EQ(filesIn(folder), 0U);
}

TEST(GgufWriter, NeedsTheRoomBeforeItBegins) {
    const test::TemporaryFolder folder;
    gguf::Contents contents;
    contents.addTensor("a", f32(), std::vector<std::uint64_t>{std::uint64_t{1} << 59});
    const auto writer = gguf::Writer::create(folder / "x.gguf", contents);
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().kind, ErrorKind::Io);
    EXPECT_NE(writer.error().message.find("x.gguf needs 2305843009213.7 MB, and its disk has"),
              std::string::npos)
        << writer.error().message;
    EXPECT_EQ(filesIn(folder), 0U);
}

TEST(GgufWriter, TellsHowFarItIsAndStopsWhenAsked) {
    const test::TemporaryFolder folder;
    gguf::Contents contents;
    contents.addTensor("a", f32(), std::vector<std::uint64_t>{4});
    contents.addTensor("b", f32(), std::vector<std::uint64_t>{8}); // from byte 32 to 64
    std::vector<double> fractions;
    std::stop_source stop;
    {
        auto writer = gguf::Writer::create(
            folder / "x.gguf", contents, [&](double fraction) { fractions.push_back(fraction); },
            stop.get_token());
        ASSERT_TRUE(writer);
        ASSERT_TRUE(writer->append(asBytes({1, 2, 3, 4})));
        ASSERT_TRUE(writer->append(asBytes({1, 2, 3, 4})));
        stop.request_stop();
        const auto done = writer->append(asBytes({5, 6, 7, 8}));
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().kind, ErrorKind::Cancelled);
        EXPECT_NE(done.error().message.find("x.gguf was cancelled."), std::string::npos);
        EXPECT_FALSE(writer->finish());
    }
    EXPECT_EQ(fractions, (std::vector<double>{0.25, 0.75}));
    EXPECT_EQ(filesIn(folder), 0U);
}

TEST(SyntheticModel, IsTheSameForTheSameSeed) {
    const test::TemporaryFolder folder;
    test::SyntheticShape shape;
    shape.type = quant::Type::F16;
    ASSERT_TRUE(test::writeSyntheticModel(folder / "a.gguf", shape));
    ASSERT_TRUE(test::writeSyntheticModel(folder / "b.gguf", shape));
    shape.seed = 2;
    ASSERT_TRUE(test::writeSyntheticModel(folder / "c.gguf", shape));
    EXPECT_TRUE(test::readBytes(folder / "a.gguf") == test::readBytes(folder / "b.gguf"));
    EXPECT_FALSE(test::readBytes(folder / "a.gguf") == test::readBytes(folder / "c.gguf"));
}

TEST(SyntheticModel, HasTheGoldenVocabulary) {
    const auto golden = test::goldenFolder("golden");
    if (!golden)
        GTEST_SKIP() << "no golden data: set PERIPHERAL_SHARED";
    const test::TemporaryFolder folder;
    ASSERT_TRUE(test::writeSyntheticModel(folder / "a.gguf"));
    const auto ours = gguf::File::open(folder / "a.gguf");
    const auto theirs = gguf::File::open(*golden / "tiny-F32.gguf");
    ASSERT_TRUE(ours && theirs);
    EXPECT_EQ(ours->array("tokenizer.ggml.tokens", ValueType::String).value()->strings,
              theirs->array("tokenizer.ggml.tokens", ValueType::String).value()->strings);
    for (const auto& entry : theirs->metadata())
        EXPECT_NE(ours->find(entry.key), nullptr) << entry.key;
}
