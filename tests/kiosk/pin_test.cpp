// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pin.h"
#include "kiosk/pin_hash.h"

#include <gmock/gmock.h>

using namespace peripheral::kiosk;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

/// Of no PIN: salt and sum as they look.
constexpr auto kSalt = "c29tZXNhbHRzb21lc2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhcw";

std::string hashWith(const std::string& limits) {
    return "$argon2id$v=19$" + limits + "$" + kSalt;
}

} // namespace

TEST(PinTest, oneHashKnowsOnePin) {
    const auto hash = hashPin("271828");
    ASSERT_TRUE(hash) << hash.error();
    EXPECT_THAT(*hash, StartsWith("$argon2id$v=19$m=65536,t=3,p=1$")) << "64 MiB, three rounds";
    EXPECT_EQ(faultOfPinHash(*hash), "");
    EXPECT_TRUE(verifyPin(*hash, "271828"));
    EXPECT_FALSE(verifyPin(*hash, "271829"));
}

TEST(PinTest, hashesDifferByTheirSalt) {
    EXPECT_NE(hashPin("0000").value(), hashPin("0000").value());
}

TEST(PinTest, isOfFourToTwelveDigits) {
    for (const std::string_view wrong :
         {"", "123", "1234567890123", "12a4", "12 34", "１２３４", "-123", "123\n"}) {
        const auto hash = hashPin(wrong);
        ASSERT_FALSE(hash) << wrong;
        EXPECT_THAT(hash.error(), HasSubstr("4 to 12 digits"));
    }
    EXPECT_FALSE(hashPin(std::string_view("12\0004", 4)));
}

TEST(PinTest, noHashMayTakeTooMuch) {
    EXPECT_EQ(faultOfPinHash(hashWith("m=262144,t=10,p=1")), "");
    for (const char* limits : {"m=262145,t=3,p=1", "m=4294967295,t=3,p=1", "m=65536,t=11,p=1"}) {
        EXPECT_THAT(faultOfPinHash(hashWith(limits)), HasSubstr("256 MiB")) << limits;
        EXPECT_FALSE(verifyPin(hashWith(limits), "0000")) << limits;
    }
}

TEST(PinTest, whatIsNoHashKnowsNoPin) {
    for (const std::string& wrong :
         {std::string(), std::string("0000"), std::string("$argon2id$"), hashWith("m=-1,t=3,p=1"),
          hashWith("m=65536,t=3,p=2"), hashWith("m=65536,t=3"), hashWith("m=99999999999,t=3,p=1"),
          hashWith("m=65536,t=3,p=1") + "\n", hashWith("m=65536,t=3,p=1") + std::string(99, 'A'),
          std::string("$argon2i$v=19$m=65536,t=3,p=1$") + kSalt,
          std::string("$argon2id$v=19$m=65536,t=3,p=1$$"),
          hashWith("m=65536,t=3,p=1") + std::string(1, '\0')}) {
        EXPECT_THAT(faultOfPinHash(wrong), HasSubstr("--hash-pin")) << wrong;
        EXPECT_FALSE(verifyPin(wrong, "0000")) << wrong;
    }
}

TEST(PinTest, aWipedPinIsNotInItsMemory) {
    std::string pin;
    pin.reserve(64);
    pin = "31415926535";
    const char* const place = pin.data(); // which stays its own: a string gives nothing back
    pin.resize(2);
    wipe(pin);
    EXPECT_EQ(pin, "");
    ASSERT_EQ(pin.data(), place);
    EXPECT_EQ(std::string(place, 11), std::string(11, '\0'));
}
