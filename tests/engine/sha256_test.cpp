// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "temporary_folder.h"

#include <plm/sha256.h>

#include <fstream>
#include <gtest/gtest.h>
#include <string_view>

namespace plm {
namespace {

std::string hashOf(std::string_view text) {
    Sha256 hash;
    hash.add(std::as_bytes(std::span(text)));
    return hash.finish();
}

// The examples of FIPS 180-4 and of NIST's test vectors.
TEST(Sha256, OfTheStandardsExamples) {
    EXPECT_EQ(hashOf(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hashOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hashOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hashOf(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnHowTheBytesAreCut) {
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += static_cast<char>(i);
    for (std::size_t length = 0; length < text.size(); ++length) {
        const std::string_view whole = std::string_view(text).substr(0, length);
        Sha256 hash;
        for (std::size_t at = 0; at < length; at += 7)
            hash.add(std::as_bytes(std::span(whole.substr(at, 7))));
        EXPECT_EQ(hash.finish(), hashOf(whole)) << length;
    }
}

TEST(Sha256, OfAFile) {
    const test::TemporaryFolder folder;
    const std::string text(3'000'000, 'x');
    std::ofstream(folder / "file") << text;
    double last = 0;
    EXPECT_EQ(sha256OfFile(folder / "file", [&](double fraction) { last = fraction; }), hashOf(text));
    EXPECT_EQ(last, 1);
}

TEST(Sha256, OfAFileThatCannotBeReadOrIsNotWanted) {
    const test::TemporaryFolder folder;
    const auto none = sha256OfFile(folder / "none");
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message.find("none cannot be read"), std::string::npos);
    EXPECT_FALSE(sha256OfFile(folder.path())) << "a folder";
    std::ofstream(folder / "file") << "x";
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(sha256OfFile(folder / "file", {}, stop.get_token()).error().kind, ErrorKind::Cancelled);
}

} // namespace
} // namespace plm
