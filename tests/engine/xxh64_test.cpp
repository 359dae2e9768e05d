// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hash/xxh64.h"

#include <gtest/gtest.h>
#include <vector>

namespace plm {
namespace {

/// The bytes 0, 1, 2, …
std::vector<std::byte> counted(std::size_t length) {
    std::vector<std::byte> bytes;
    for (std::size_t i = 0; i < length; ++i)
        bytes.push_back(static_cast<std::byte>(i));
    return bytes;
}

std::uint64_t hashOf(std::span<const std::byte> bytes) {
    Xxh64 hash;
    hash.add(bytes);
    return hash.value();
}

// Numbers of libxxhash 0.8.1: no stripe, one, several; every way to end.
TEST(Xxh64, IsTheLibrarys) {
    EXPECT_EQ(hashOf(counted(0)), 0xef46db3751d8e999);
    EXPECT_EQ(hashOf(counted(1)), 0xe934a84adb052768);
    EXPECT_EQ(hashOf(counted(4)), 0xffced8604453cc1e);
    EXPECT_EQ(hashOf(counted(14)), 0x5cda8b69bbfc1d45);
    EXPECT_EQ(hashOf(counted(31)), 0xc346d2b59b4d8ee1);
    EXPECT_EQ(hashOf(counted(32)), 0xcbf59c5116ff32b4);
    EXPECT_EQ(hashOf(counted(39)), 0x00a396ef1679a859);
    EXPECT_EQ(hashOf(counted(100)), 0x6ac1e58032166597);
}

TEST(Xxh64, DoesNotDependOnHowTheBytesAreCut) {
    for (std::size_t length = 0; length < 200; ++length) {
        const auto bytes = counted(length);
        for (const std::size_t piece : {1U, 7U, 32U, 45U}) {
            Xxh64 hash;
            for (std::size_t at = 0; at < length; at += piece)
                hash.add(std::span(bytes).subspan(at, std::min(piece, length - at)));
            EXPECT_EQ(hash.value(), hashOf(bytes)) << length << " in pieces of " << piece;
        }
    }
}

} // namespace
} // namespace plm
