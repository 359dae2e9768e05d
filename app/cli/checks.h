// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/App.hpp>
#include <limits>
#include <string>
#include <vector>

namespace peripheral::cli {

// What options accept; each complains in a few words that repeat the value.

inline constexpr double kLargestNumber = std::numeric_limits<int>::max();

/// A finite number from `least` to `most`, whole or not as the option's type has it.
CLI::Validator between(double least, double most);
/// A number of up to 64 bits. CLI11 itself takes what is out of range for the largest number.
CLI::Validator wholeNumber();
/// One of `names`, which the help does not list.
CLI::Validator oneOf(std::vector<std::string> names);

} // namespace peripheral::cli
