// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <string_view>
#include <type_traits>

namespace peripheral::cli {

namespace {

/// What is wrong with `text` as a number of `Value`'s kind from `least` to `most`; empty where it is one.
template <class Value>
std::string complaintAbout(std::string_view text, Value least, Value most, std::string_view kind) {
    const bool isBelowAll = std::is_unsigned_v<Value> && text.starts_with('-');
    const std::string_view digits = text.substr(isBelowAll || text.starts_with('+') ? 1 : 0);
    Value value{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool isNumber = error != std::errc::invalid_argument && end == digits.data() + digits.size();
    if (!isNumber || std::isnan(static_cast<double>(value)))
        return fmt::format("'{}' is no {}", text, kind);
    if (error == std::errc::result_out_of_range || isBelowAll || value < least || value > most)
        return fmt::format("{} is out of range: {} to {}", text, least, most);
    return {};
}

/// As the help has it.
template <class Value>
std::string rangeText(Value least, Value most) {
    return most < static_cast<Value>(kLargestNumber) ? fmt::format("{} to {}", least, most)
                                                     : fmt::format("{} or more", least);
}

} // namespace

CLI::Validator between(double least, double most) {
    return CLI::Validator(
        [least, most](std::string& text) { return complaintAbout(text, least, most, "number"); },
        rangeText(least, most));
}

CLI::Validator wholeBetween(std::int64_t least, std::int64_t most) {
    return CLI::Validator(
        [least, most](std::string& text) { return complaintAbout(text, least, most, "whole number"); },
        rangeText(least, most));
}

CLI::Validator wholeNumber() {
    return CLI::Validator(
        [](std::string& text) {
            return complaintAbout<std::uint64_t>(text, 0, std::numeric_limits<std::uint64_t>::max(),
                                                 "whole number");
        },
        {});
}

CLI::Validator oneOf(std::vector<std::string> names) {
    CLI::IsMember member(std::move(names));
    member.description({}); // the help tells those that make sense
    return member;
}

} // namespace peripheral::cli
