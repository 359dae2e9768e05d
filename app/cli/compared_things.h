// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/profile_comparison.h>

#include <string>
#include <string_view>

namespace peripheral::cli {

/// What a thing that is compared is called, and in what it is counted.
struct ComparedThing {
    plm::Compared what;
    std::string_view key;              ///< to programs
    std::string_view label;            ///< to people; of a speed it is the test
    std::string_view unit;             ///< of the numbers that programs get, such as "bytes_s"
    std::string (*text)(double value); ///< for people
};
const ComparedThing& thingOf(plm::Compared what);

/// "tg32 at 4096", "cold start, loaded".
std::string labelOf(const plm::ComparisonRow& row);

/// What is not the same, to programs and to people.
std::string_view keyOf(plm::WorkPart part);
std::string_view wordsOf(plm::WorkPart part);

} // namespace peripheral::cli
