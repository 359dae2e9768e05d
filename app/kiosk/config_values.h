// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Kinds of values of the file of settings: each gives how a key of its kind is read and written
// (config_keys.h). `member` is a pointer to a member of Config, or what gives a reference to a part of one.

#include "kiosk/config_keys.h"
#include "kiosk/shown.h"

#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace peripheral::kiosk {

/// How a key is read and written.
struct Values {
    decltype(ConfigKey::read) read;
    decltype(ConfigKey::write) write;
};

/// Words for values, as a file has them.
template <typename T>
using Words = std::vector<std::pair<std::string_view, T>>;

/// One line, or several.
enum class Lines : std::uint8_t { One, Several };

/// A value with or without quotation marks; where these are wrong, as it stands there.
[[nodiscard]] std::string plain(std::string_view value);

/// A number as a file has it, all of `text`; nothing where it is none, or infinite.
[[nodiscard]] std::optional<double> readNumber(std::string_view text);
/// The same without a fraction.
[[nodiscard]] std::optional<std::int64_t> readWholeNumber(std::string_view text);

/// What is wrong with a text of a visitor's screen; empty: nothing.
[[nodiscard]] std::string faultOfText(std::string_view text, Lines lines);

/// "#RRGGBB", a path, texts by language, …: those that need no type.
[[nodiscard]] Values textValue(std::string Config::*member, Lines lines);
[[nodiscard]] Values textByLanguage(Config::ByLanguage Config::*member, Lines lines);
[[nodiscard]] Values pathValue(std::filesystem::path Config::*member);
[[nodiscard]] Values colourValue(std::string Colours::*member);
[[nodiscard]] Values suggestionsValue();
[[nodiscard]] Values languagesValue();
[[nodiscard]] Values modelLanguagesValue();
[[nodiscard]] Values pinHashValue();
[[nodiscard]] Values yesOrNo(bool Config::*member);
[[nodiscard]] Values fraction(double Config::*member, double least, double most);

/// A whole number: an integer, or a duration in its own unit.
template <typename T>
[[nodiscard]] Values wholeNumber(T Config::*member, std::int64_t least, std::int64_t most) {
    return {.read = [=](Config& config, std::string_view, std::string_view value) -> std::string {
                const std::string text = plain(value);
                const auto number = readWholeNumber(text);
                if (!number || *number < least || *number > most)
                    return fmt::format("is {}, and has to be a whole number from {} to {}", inQuotes(text),
                                       least, most);
                config.*member = static_cast<T>(*number);
                return {};
            },
            .write =
                [=](const Config& config) {
                    if constexpr (std::is_integral_v<T>)
                        return fmt::format("{}", config.*member);
                    else
                        return fmt::format("{}", (config.*member).count());
                }};
}

/// One of a few words.
template <typename T>
[[nodiscard]] Values wordValue(T Config::*member, const Words<T>& words) {
    return {.read = [=](Config& config, std::string_view, std::string_view value) -> std::string {
                const std::string text = plain(value);
                std::string all;
                for (const auto& [word, meant] : words) {
                    if (word == text) {
                        config.*member = meant;
                        return {};
                    }
                    all += fmt::format("{}{}", all.empty() ? "" : ", ", word);
                }
                return fmt::format("is {}, and has to be one of: {}", inQuotes(text), all);
            },
            .write =
                [=](const Config& config) {
                    for (const auto& [word, value] : words)
                        if (value == config.*member)
                            return std::string(word);
                    return std::string();
                }};
}

} // namespace peripheral::kiosk
