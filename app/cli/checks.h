// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace peripheral::cli {

// What options accept; each complains in a few words that repeat the value, and tells what is no number from
// what is out of range.

inline constexpr std::int64_t kLargestNumber = std::numeric_limits<int>::max();

/// A number from `least` to `most`.
CLI::Validator between(double least, double most);
/// A whole number from `least` to `most`.
CLI::Validator wholeBetween(std::int64_t least, std::int64_t most);
/// A whole number of up to 64 bits, not below zero. CLI11 itself takes what is out of range for the largest.
CLI::Validator wholeNumber();
/// One of `names`, which the help does not list.
CLI::Validator oneOf(std::vector<std::string> names);

} // namespace peripheral::cli
