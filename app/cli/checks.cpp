// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>

namespace peripheral::cli {

CLI::Validator between(double least, double most) {
    const std::string range =
        most < kLargestNumber ? fmt::format("{} to {}", least, most) : fmt::format("{} or more", least);
    return CLI::Validator(
        [least, most, range](std::string& text) -> std::string {
            double value = 0;
            if (!CLI::detail::lexical_cast(text, value) || !std::isfinite(value))
                return fmt::format("'{}' is no number", text);
            return value < least || value > most ? fmt::format("{} is not {}", text, range) : std::string();
        },
        range);
}

CLI::Validator wholeNumber() {
    return CLI::Validator(
        [](std::string& text) -> std::string {
            std::uint64_t value = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
            const bool isNumber = error == std::errc() && end == text.data() + text.size();
            return isNumber ? std::string() : fmt::format("'{}' is no whole number", text);
        },
        {});
}

CLI::Validator oneOf(std::vector<std::string> names) {
    CLI::IsMember member(std::move(names));
    member.description({}); // the help tells those that make sense
    return member;
}

} // namespace peripheral::cli
