// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf_bytes.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

using namespace plm;
using gguf::ValueType;
using test::GgufBytes;

namespace {

constexpr std::uint32_t kF32 = 0;
constexpr std::uint32_t kQ4_0 = 2;
constexpr std::uint64_t kHuge = std::uint64_t{1} << 60;

/// The sentence why `bytes` is refused; empty where it is not. Every sentence must name the file and end like
/// one.
std::string refusal(const GgufBytes& bytes) {
    const auto file = bytes.parse();
    if (file)
        return "";
    EXPECT_TRUE(file.error().message.starts_with("test.gguf ")) << file.error().message;
    EXPECT_TRUE(file.error().message.ends_with(".")) << file.error().message;
    return file.error().message;
}

/// Expects `bytes` to be refused with a sentence that has `name` (a key or tensor) and `reason` in it.
void expectRefused(const GgufBytes& bytes, const std::string& name, const std::string& reason) {
    const std::string sentence = refusal(bytes);
    EXPECT_NE(sentence.find(name), std::string::npos) << sentence;
    EXPECT_NE(sentence.find(reason), std::string::npos) << sentence;
}

} // namespace

TEST(GgufFile, ReadsEveryScalarType) {
    GgufBytes bytes(0, 12);
    bytes.key("u8", ValueType::U8).number<std::uint8_t>(200);
    bytes.key("i8", ValueType::I8).number<std::int8_t>(-100);
    bytes.key("u16", ValueType::U16).number<std::uint16_t>(60000);
    bytes.key("i16", ValueType::I16).number<std::int16_t>(-30000);
    bytes.key("u32", ValueType::U32).number<std::uint32_t>(4000000000);
    bytes.key("i32", ValueType::I32).number<std::int32_t>(-2000000000);
    bytes.key("f32", ValueType::F32).number(0.1F);
    bytes.key("bool", ValueType::Bool).number<std::uint8_t>(1);
    bytes.key("string", ValueType::String).string("Grüße");
    bytes.key("u64", ValueType::U64).number(std::numeric_limits<std::uint64_t>::max());
    bytes.key("i64", ValueType::I64).number(std::numeric_limits<std::int64_t>::min());
    bytes.key("f64", ValueType::F64).number(0.1);
    const auto file = bytes.parse();
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->version(), 3U);
    EXPECT_EQ(file->metadata().size(), 12U);
    EXPECT_EQ(file->unsignedInteger("u8"), 200U);
    EXPECT_EQ(std::get<std::int64_t>(file->find("i8")->value), -100);
    EXPECT_EQ(file->unsignedInteger("u16"), 60000U);
    EXPECT_EQ(file->number("i16"), -30000.0);
    EXPECT_EQ(file->unsignedInteger("u32"), 4000000000U);
    EXPECT_EQ(file->number("i32"), -2000000000.0);
    EXPECT_EQ(file->number("f32"), 0.1F);
    EXPECT_EQ(file->boolean("bool"), true);
    EXPECT_EQ(file->string("string"), "Grüße");
    EXPECT_EQ(file->unsignedInteger("u64"), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(std::get<std::int64_t>(file->find("i64")->value), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(file->number("f64"), 0.1);
}

TEST(GgufFile, ReadsArrays) {
    GgufBytes bytes(0, 3);
    bytes.key("words", ValueType::Array).array(ValueType::String, 3).string("a").string("").string("ccc");
    bytes.key("types", ValueType::Array)
        .array(ValueType::I32, 2)
        .number<std::int32_t>(-7)
        .number<std::int32_t>(9);
    bytes.key("none", ValueType::Array).array(ValueType::U64, 0);
    const auto file = bytes.parse();
    ASSERT_TRUE(file) << file.error().message;
    const auto words = file->array("words", ValueType::String);
    ASSERT_TRUE(words);
    EXPECT_EQ((*words)->strings, (std::vector<std::string_view>{"a", "", "ccc"}));
    const auto types = file->array("types", ValueType::I32);
    ASSERT_TRUE(types);
    EXPECT_EQ((*types)->count, 2U);
    EXPECT_EQ((*types)->integer(0), -7);
    EXPECT_EQ((*types)->integer(1), 9);
    EXPECT_EQ((*types)->integer(2), 0) << "beyond the end";
    EXPECT_EQ((*words)->integer(0), 0) << "not an integer";
    EXPECT_EQ(file->array("none", ValueType::U64).value()->count, 0U);
}

TEST(GgufFile, TypedAccessNamesFileAndKey) {
    GgufBytes bytes(0, 2);
    bytes.key("text", ValueType::String).string("x");
    bytes.key("minus", ValueType::I32).number<std::int32_t>(-1);
    const auto file = bytes.parse();
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->unsignedInteger("gone").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(file->unsignedInteger("gone").error().message, "test.gguf lacks the key \"gone\".");
    EXPECT_EQ(file->unsignedInteger("text").error().message,
              "test.gguf cannot be used: the key \"text\" is of type string, not an integer.");
    EXPECT_EQ(file->unsignedInteger("minus").error().message,
              "test.gguf cannot be used: the key \"minus\" is -1, which is negative.");
    EXPECT_EQ(file->number("text").error().kind, ErrorKind::BadFile);
    EXPECT_EQ(file->boolean("minus").error().kind, ErrorKind::BadFile);
    EXPECT_EQ(file->string("minus").error().kind, ErrorKind::BadFile);
    EXPECT_EQ(file->array("text", ValueType::String).error().message,
              "test.gguf cannot be used: the key \"text\" is of type string, not array of string.");
}

TEST(GgufFile, ReadsTensors) {
    GgufBytes bytes(2, 0);
    bytes.tensor("a", {32, 2}, kQ4_0, 0).tensor("b", {3}, kF32, 64).align();
    bytes.zeros(64).number(1.5F).number(2.5F).number(-1.0F);
    const auto file = bytes.parse();
    ASSERT_TRUE(file) << file.error().message;
    ASSERT_EQ(file->tensors().size(), 2U);
    const gguf::Tensor* a = file->tensor("a");
    ASSERT_NE(a, nullptr);
    EXPECT_EQ(a->format->name, "Q4_0");
    EXPECT_EQ(a->dimensions, (std::vector<std::uint64_t>{32, 2}));
    EXPECT_EQ(a->bytes, 36U);
    const gguf::Tensor* b = file->tensor("b");
    ASSERT_NE(b, nullptr);
    EXPECT_EQ(b->offset, 64U);
    float values[3];
    b->format->decode(b->data.data(), values, 3);
    EXPECT_EQ(values[1], 2.5F);
    EXPECT_EQ(file->tensor("c"), nullptr);
}

TEST(GgufFile, HonoursTheAlignment) {
    GgufBytes bytes(1, 1);
    bytes.key("general.alignment", ValueType::U32).number<std::uint32_t>(256);
    bytes.tensor("a", {1}, kF32, 256).align(256).zeros(256).number(7.0F);
    const auto file = bytes.parse();
    ASSERT_TRUE(file) << file.error().message;
    float value = 0;
    file->tensor("a")->format->decode(file->tensor("a")->data.data(), &value, 1);
    EXPECT_EQ(value, 7.0F);
}

TEST(GgufFile, RefusesWhatIsNotGguf) {
    expectRefused(GgufBytes(), "", "is not a GGUF file");
    expectRefused(GgufBytes().raw("GGU"), "", "is not a GGUF file");
    expectRefused(GgufBytes().raw("<html>this is a download page</html>"), "", "is not a GGUF file");
}

TEST(GgufFile, RefusesOtherVersions) {
    expectRefused(GgufBytes(0, 0, 1), "version 1", "only version 3");
    expectRefused(GgufBytes(0, 0, 2), "version 2", "only version 3");
    expectRefused(GgufBytes(0, 0, 4), "version 4", "only version 3");
    expectRefused(GgufBytes(0, 0, 0), "version 0", "only version 3");
    expectRefused(GgufBytes(0, 0, 0x03000000), "big-endian", "only little-endian");
}

TEST(GgufFile, RefusesAHeaderCutShort) {
    const std::string whole = GgufBytes(0, 0).bytes();
    for (std::size_t size = 4; size < whole.size(); ++size)
        expectRefused(GgufBytes().raw(std::string_view(whole).substr(0, size)), "", "ends within its header");
}

TEST(GgufFile, RefusesCountsBeyondTheFile) {
    expectRefused(GgufBytes(0, kHuge).zeros(100), "1152921504606846976 metadata entries", "room");
    expectRefused(GgufBytes(kHuge, 0).zeros(100), "1152921504606846976 tensors", "room");
    expectRefused(GgufBytes(0, ~std::uint64_t{0}), "metadata entries", "room");
}

TEST(GgufFile, RefusesStringsBeyondTheFile) {
    expectRefused(GgufBytes(0, 1).number(kHuge).zeros(10), "metadata entry 0", "past the end");
    expectRefused(GgufBytes(0, 1).key("k", ValueType::String).number(~std::uint64_t{0}), "\"k\"",
                  "past the end");
    expectRefused(GgufBytes(1, 0).number(kHuge).zeros(30), "tensor 0", "past the end");
}

TEST(GgufFile, RefusesArraysBeyondTheFile) {
    expectRefused(GgufBytes(0, 1).key("k", ValueType::Array).array(ValueType::String, kHuge), "\"k\"",
                  "past the end");
    expectRefused(GgufBytes(0, 1).key("k", ValueType::Array).array(ValueType::U64, kHuge * 2), "\"k\"",
                  "past the end");
    expectRefused(GgufBytes(0, 1).key("k", ValueType::Array).array(ValueType::String, 2).string("12345678"),
                  "\"k\"", "past the end");
    expectRefused(GgufBytes(0, 1).key("k", ValueType::Array).number<std::uint32_t>(4), "\"k\"",
                  "past the end");
}

TEST(GgufFile, RefusesScalarsCutShort) {
    for (const auto type :
         {ValueType::U8, ValueType::U16, ValueType::F32, ValueType::U64, ValueType::F64, ValueType::Bool})
        expectRefused(GgufBytes(0, 1).key("key", type), "\"key\"", "past the end");
}

TEST(GgufFile, RefusesUnknownValueTypes) {
    expectRefused(GgufBytes(0, 1).string("k").number<std::uint32_t>(13).zeros(8), "\"k\"", "unknown type 13");
    expectRefused(GgufBytes(0, 1).key("k", ValueType::Array).number<std::uint32_t>(99).zeros(8), "\"k\"",
                  "unknown type 99");
}

TEST(GgufFile, RefusesNestedArrays) {
    expectRefused(GgufBytes(0, 1).key("k", ValueType::Array).array(ValueType::Array, 1), "\"k\"",
                  "array of arrays");
}

TEST(GgufFile, RefusesOtherBools) {
    expectRefused(GgufBytes(0, 1).key("k", ValueType::Bool).number<std::uint8_t>(2), "\"k\"",
                  "bool of value 2");
}

TEST(GgufFile, RefusesAKeyTwice) {
    GgufBytes bytes(0, 2);
    bytes.key("k", ValueType::Bool).number<std::uint8_t>(1).key("k", ValueType::Bool).number<std::uint8_t>(1);
    expectRefused(bytes, "\"k\"", "occurs twice");
}

TEST(GgufFile, NamesUnprintableKeysSafely) {
    expectRefused(GgufBytes(0, 1).key("a\xFF\nb\xC3\xA9", ValueType::U8), R"("a\xFF\nbé")", "past the end");
    expectRefused(GgufBytes(0, 1).key(std::string(500, 'k'), ValueType::U8), std::string(80, 'k') + "…\"",
                  "past the end");
}

TEST(GgufFile, RefusesBadAlignments) {
    for (const std::uint32_t alignment : {0U, 1U, 4U, 12U, 24U, 33U, 2U << 20, 1U << 30, 0xFFFFFFFFU})
        expectRefused(GgufBytes(0, 1).key("general.alignment", ValueType::U32).number(alignment),
                      "\"general.alignment\" is " + std::to_string(alignment), "power of two");
    expectRefused(GgufBytes(0, 1).key("general.alignment", ValueType::String).string("32"),
                  "\"general.alignment\"", "not of type u32");
}

TEST(GgufFile, RefusesATensorTwice) {
    GgufBytes bytes(2, 0);
    bytes.tensor("t", {8}, kF32, 0).tensor("t", {8}, kF32, 32).align().zeros(64);
    expectRefused(bytes, "\"t\"", "occurs twice");
}

TEST(GgufFile, RefusesBadDimensions) {
    expectRefused(GgufBytes(1, 0).tensor("t", {}, kF32, 0).align().zeros(64), "\"t\"", "0 dimensions");
    expectRefused(GgufBytes(1, 0).tensor("t", {1, 1, 1, 1, 1}, kF32, 0).align().zeros(64), "\"t\"",
                  "5 dimensions");
    expectRefused(GgufBytes(1, 0).tensor("t", {8, 0}, kF32, 0).align().zeros(64), "\"t\"", "dimension of 0");
    expectRefused(GgufBytes(1, 0).string("t").number<std::uint32_t>(0xFFFFFFFF).zeros(64), "\"t\"",
                  "dimensions");
}

TEST(GgufFile, RefusesSizesThatOverflow) {
    constexpr std::uint64_t kHalf = std::uint64_t{1} << 32;
    expectRefused(GgufBytes(1, 0).tensor("t", {kHalf, kHalf}, kF32, 0).align(), "\"t\"", "too large");
    expectRefused(GgufBytes(1, 0).tensor("t", {kHuge, 4}, kF32, 0).align(), "\"t\"", "too large");
    expectRefused(GgufBytes(1, 0).tensor("t", {kHuge}, kF32, 0).align(), "\"t\"", "past the end");
}

TEST(GgufFile, RefusesRowsThatAreNoWholeBlocks) {
    expectRefused(GgufBytes(1, 0).tensor("t", {48, 2}, kQ4_0, 0).align().zeros(64), "\"t\" has 48 columns",
                  "multiple of 32");
}

TEST(GgufFile, RefusesUnknownTensorTypes) {
    expectRefused(GgufBytes(1, 0).tensor("t", {256}, 16, 0).align().zeros(256), "\"t\"", "number 16");
    expectRefused(GgufBytes(1, 0).tensor("t", {256}, 0xFFFFFFFF, 0).align().zeros(256), "\"t\"",
                  "4294967295");
}

TEST(GgufFile, RefusesTensorsOutsideTheFile) {
    expectRefused(GgufBytes(1, 0).tensor("t", {9}, kF32, 0).align().zeros(35), "\"t\"", "past the end");
    expectRefused(GgufBytes(1, 0).tensor("t", {8}, kF32, 32).align().zeros(32), "\"t\"", "past the end");
    expectRefused(GgufBytes(1, 0).tensor("t", {8}, kF32, ~std::uint64_t{31}).align().zeros(32), "\"t\"",
                  "past the end");
    expectRefused(GgufBytes(1, 0).tensor("t", {8}, kF32, 0), "\"t\"", "past the end");
}

TEST(GgufFile, RefusesUnalignedTensors) {
    expectRefused(GgufBytes(1, 0).tensor("t", {8}, kF32, 4).align().zeros(64), "\"t\" is at offset 4",
                  "alignment 32");
}

TEST(GgufFile, RefusesOverlaps) {
    GgufBytes bytes(3, 0);
    bytes.tensor("late", {8}, kF32, 64)
        .tensor("long", {12}, kF32, 0)
        .tensor("mid", {8}, kF32, 32)
        .align()
        .zeros(96);
    expectRefused(bytes, "\"mid\" overlaps \"long\"", "damaged");
    GgufBytes same(2, 0);
    same.tensor("a", {8}, kF32, 0).tensor("b", {8}, kF32, 0).align().zeros(32);
    expectRefused(same, "overlaps", "damaged");
}

TEST(GgufFile, RefusesEveryTruncation) {
    GgufBytes bytes(1, 2);
    bytes.key("name", ValueType::String).string("model");
    bytes.key("words", ValueType::Array).array(ValueType::String, 2).string("a").string("b");
    bytes.tensor("t", {8}, kF32, 0).align().zeros(32);
    ASSERT_EQ(refusal(bytes), "");
    for (std::size_t size = 0; size < bytes.bytes().size(); ++size)
        ASSERT_NE(refusal(GgufBytes().raw(std::string_view(bytes.bytes()).substr(0, size))), "") << size;
}
