// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/safetensors.h"

#include <array>
#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm::conversion {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::string refusalOfHeader(const std::string& header, std::uint64_t dataBytes = 16) {
    const auto tensors = parseHeader(header, dataBytes, "x.safetensors");
    EXPECT_FALSE(tensors) << header;
    if (tensors)
        return {};
    EXPECT_THAT(tensors.error().message, StartsWith("x.safetensors: "));
    return tensors.error().message;
}

/// The header of one tensor, "w", with `fields`.
std::string one(const std::string& fields) {
    return R"({"w": {)" + fields + "}}";
}

Result<std::uint64_t> lengthOf(std::uint64_t length, std::uint64_t fileBytes) {
    std::array<std::byte, kLengthBytes> start{};
    std::memcpy(start.data(), &length, sizeof length);
    return headerLength(start, fileBytes, "x.safetensors");
}

TEST(Safetensors, ReadsTensorsByTheirOffset) {
    const auto tensors = parseHeader(R"({"__metadata__": {"format": "pt"},
        "b": {"dtype": "BF16", "shape": [2, 3], "data_offsets": [4, 16]},
        "none": {"dtype": "F32", "shape": [0, 7], "data_offsets": [4, 4]},
        "a": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]}}   )",
                                     16, "x.safetensors");
    ASSERT_TRUE(tensors) << tensors.error().message;
    ASSERT_EQ(tensors->size(), 3U);
    EXPECT_EQ((*tensors)[0].name, "a");
    EXPECT_EQ((*tensors)[1].name, "none");
    const StoredTensor& b = (*tensors)[2];
    EXPECT_EQ(b.name, "b");
    EXPECT_EQ(b.type, "BF16");
    EXPECT_THAT(b.shape, ElementsAre(2, 3));
    EXPECT_EQ(b.offset, 4U);
    EXPECT_EQ(b.bytes, 12U);
    EXPECT_TRUE(parseHeader("{}", 0, "x.safetensors"));
}

TEST(Safetensors, RefusesHeadersThatAreNone) {
    EXPECT_THAT(refusalOfHeader(""), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusalOfHeader("[]"), HasSubstr("no JSON object"));
    EXPECT_THAT(refusalOfHeader(R"({"w": 5})"), HasSubstr("The tensor \"w\": It is 5, not an object."));
    EXPECT_THAT(refusalOfHeader(R"({"w": {}, "w": {}})"), HasSubstr("the key \"w\" twice"));
    EXPECT_THAT(refusalOfHeader(R"({"w": )" + std::string(1000, '[')), HasSubstr("nested"));
}

TEST(Safetensors, NamesTheTensorAndItsKeyThatIsWrong) {
    const std::string f32 = R"("dtype": "F32", )", shape = R"("shape": [4], )",
                      offsets = R"("data_offsets": [0, 16])";
    ASSERT_TRUE(parseHeader(one(f32 + shape + offsets), 16, "x.safetensors"));
    const std::pair<std::string, std::string> wrong[] = {
        {shape + offsets, "\"dtype\" is missing"},
        {f32 + offsets, "\"shape\" is missing"},
        {f32 + R"("shape": [4])", "\"data_offsets\" is missing"},
        {R"("dtype": 1, )" + shape + offsets, "\"dtype\" is 1; it must be a string"},
        {R"("dtype": "Q4", )" + shape + offsets, "\"dtype\" is \"Q4\", which is not known"},
        {f32 + R"("shape": 4, )" + offsets, "\"shape\" is 4; it must be an array"},
        {f32 + R"("shape": [-4], )" + offsets, "\"shape\" holds -4"},
        {f32 + R"("shape": [4.0], )" + offsets, "\"shape\" holds 4.0"},
        {f32 + R"("shape": [1,1,1,1,1,1,1,1,4], )" + offsets, "\"shape\" has 9 dimensions"},
        {f32 + R"("shape": [8589934592, 8589934592], )" + offsets, "\"shape\" has a product"},
        {f32 + R"("shape": [4611686018427387904], )" + offsets, "\"shape\" has a product"},
        {f32 + R"("shape": [3], )" + offsets,
         "\"data_offsets\" leave 16 bytes, and its shape of F32 takes 12"},
        {f32 + shape + R"("data_offsets": 16)", "\"data_offsets\" is 16"},
        {f32 + shape + R"("data_offsets": [0, 8, 16])", "\"data_offsets\" must be two whole numbers"},
        {f32 + shape + R"("data_offsets": [-16, 0])", "\"data_offsets\" must be two whole numbers"},
        {f32 + shape + R"("data_offsets": [16, 0])", "\"data_offsets\" end at 0, before they begin at 16"},
    };
    for (const auto& [fields, sentence] : wrong)
        EXPECT_THAT(refusalOfHeader(one(fields)), HasSubstr("The tensor \"w\": " + sentence));
}

TEST(Safetensors, RefusesOverlapsGapsAndWhatLiesOutside) {
    const auto two = [](const std::string& a, const std::string& b) {
        return R"({"a": {"dtype": "U8", "shape": [8], "data_offsets": )" + a +
               R"(}, "b": {"dtype": "U8", "shape": [8], "data_offsets": )" + b + "}}";
    };
    ASSERT_TRUE(parseHeader(two("[8, 16]", "[0, 8]"), 16, "x.safetensors"));
    EXPECT_THAT(refusalOfHeader(two("[0, 8]", "[4, 12]")), HasSubstr("The tensor \"b\" overlaps another."));
    EXPECT_THAT(refusalOfHeader(two("[0, 8]", "[0, 8]")), HasSubstr("overlaps another."));
    EXPECT_THAT(refusalOfHeader(two("[0, 8]", "[9, 17]"), 17),
                HasSubstr("The 1 bytes before the tensor \"b\""));
    EXPECT_THAT(refusalOfHeader(two("[0, 8]", "[9, 17]")), HasSubstr("\"b\" reaches past the end"));
    EXPECT_THAT(refusalOfHeader(two("[0, 8]", "[18446744073709551607, 18446744073709551615]")),
                HasSubstr("\"b\" reaches past the end"));
    EXPECT_THAT(refusalOfHeader(two("[0, 8]", "[8, 16]"), 18), HasSubstr("last 2 bytes belong to no tensor"));
}

TEST(Safetensors, ChecksTheLengthOfTheHeaderBeforeItIsRead) {
    EXPECT_EQ(lengthOf(100, 108), 100U);
    EXPECT_EQ(lengthOf(101, 108).error().message,
              "x.safetensors: Its header reaches past the end of the file.");
    for (const std::uint64_t length : {kLargestHeader + 1, ~std::uint64_t{0}})
        EXPECT_THAT(lengthOf(length, ~std::uint64_t{0}).error().message,
                    HasSubstr("more than 16777216 bytes"));
    const std::array<std::byte, 7> few{};
    EXPECT_EQ(headerLength(few, 7, "x.safetensors").error().message,
              "x.safetensors: Its 7 bytes are too few for a safetensors file.");
}

} // namespace
} // namespace plm::conversion
