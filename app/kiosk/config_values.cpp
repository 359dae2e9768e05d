// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/config_values.h"

#include "kiosk/contrast.h"
#include "kiosk/ini_lines.h"
#include "kiosk/pin_hash.h"
#include "kiosk/shown.h"
#include "kiosk/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace peripheral::kiosk {

namespace {

constexpr std::size_t kMostCharacters = 2000;
constexpr std::size_t kMostSuggestions = 8;

/// All of `text`, which is not empty, as a number.
template <typename T>
std::optional<T> readAll(std::string_view text) {
    T value{};
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    return error == std::errc() && end == last ? std::optional(value) : std::nullopt;
}

/// A name of a language as "en", or with a country, as "zh_CN".
bool isLanguage(std::string_view name) {
    const auto isSmall = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto isLarge = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto country = name.size() > 3 ? name.substr(name.size() - 3) : std::string_view();
    const auto language = country.starts_with('_') ? name.substr(0, name.size() - 3) : name;
    return (language.size() == 2 || language.size() == 3) && std::ranges::all_of(language, isSmall) &&
           (language.size() == name.size() || std::ranges::all_of(country.substr(1), isLarge));
}

bool isTwice(const std::vector<std::string>& list, std::size_t index) {
    return std::find(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(index), list[index]) !=
           list.begin() + static_cast<std::ptrdiff_t>(index);
}

std::string known() {
    return fmt::format("{}", fmt::join(kioskLanguages(), ", "));
}

/// What is wrong with the languages that a visitor may choose from.
std::string faultOfLanguages(const std::vector<std::string>& list) {
    if (list.empty())
        return "has to name at least one of: " + known();
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (std::ranges::find(kioskLanguages(), list[i]) == kioskLanguages().end())
            return fmt::format("names {}, which is none of: {}", inQuotes(list[i]), known());
        if (isTwice(list, i))
            return fmt::format("names {} twice", inQuotes(list[i]));
    }
    return {};
}

std::string faultOfSuggestions(const std::vector<std::string>& list) {
    if (list.size() > kMostSuggestions)
        return fmt::format("has {} suggestions, and at most {} are shown", list.size(), kMostSuggestions);
    for (const std::string& suggestion : list) {
        if (suggestion.empty())
            return "has a suggestion without words";
        if (std::string fault = faultOfText(suggestion, Lines::One); !fault.empty())
            return fault;
    }
    return {};
}

} // namespace

std::string plain(std::string_view value) {
    return readIniText(value).value_or(std::string(value));
}

std::optional<double> readNumber(std::string_view text) {
    const auto number = readAll<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<std::int64_t> readWholeNumber(std::string_view text) {
    return readAll<std::int64_t>(text);
}

std::string faultOfText(std::string_view text, Lines lines) {
    const auto characters = countCharacters(text);
    if (characters.value_or(0) > kMostCharacters)
        return fmt::format("has {} characters, and at most {} are allowed", *characters, kMostCharacters);
    if (lines == Lines::One && text.find('\n') != std::string_view::npos)
        return "has to be a single line";
    return {};
}

Values textValue(std::string Config::*member, Lines lines) {
    return {.read = [=](Config& config, std::string_view, std::string_view value) -> std::string {
                auto text = readIniText(value);
                if (!text)
                    return text.error();
                config.*member = std::move(*text);
                return faultOfText(config.*member, lines);
            },
            .write = [=](const Config& config) { return writeIniText(config.*member); }};
}

Values textByLanguage(Config::ByLanguage Config::*member, Lines lines) {
    return {.read = [=](Config& config, std::string_view language, std::string_view value) -> std::string {
                auto text = readIniText(value);
                if (!text)
                    return text.error();
                if (text->empty()) // as if nothing were said
                    return {};
                return faultOfText((config.*member)[std::string(language)] = std::move(*text), lines);
            },
            .write = [](const Config&) { return writeIniText(""); }};
}

Values pathValue(std::filesystem::path Config::*member) {
    return {.read = [=](Config& config, std::string_view, std::string_view value) -> std::string {
                auto text = readIniText(value);
                if (!text)
                    return text.error();
                config.*member = std::move(*text);
                return {};
            },
            .write = [=](const Config& config) { return writeIniText((config.*member).native()); }};
}

Values colourValue(std::string Colours::*member) {
    return {.read = [=](Config& config, std::string_view, std::string_view value) -> std::string {
                const auto text = readIniText(value);
                if (!text)
                    return text.error();
                if (!text->empty() && !luminance(*text))
                    return "has to be a colour as #RRGGBB, in hexadecimal digits";
                config.colours.*member = *text;
                return {};
            },
            .write = [=](const Config& config) { return config.colours.*member; }};
}

Values suggestionsValue() {
    return {.read = [](Config& config, std::string_view language, std::string_view value) -> std::string {
                auto list = readIniList(value);
                if (!list)
                    return list.error();
                if (list->empty())
                    return {};
                std::string fault = faultOfSuggestions(*list);
                config.suggestions[std::string(language)] = std::move(*list);
                return fault;
            },
            .write = [](const Config&) { return std::string(); }};
}

Values languagesValue() {
    return {
        .read = [](Config& config, std::string_view, std::string_view value) -> std::string {
            auto list = readIniList(value);
            if (!list)
                return list.error();
            std::string fault = faultOfLanguages(*list);
            if (fault.empty())
                config.languages = std::move(*list);
            return fault;
        },
        .write = [](const Config& config) { return fmt::format("{}", fmt::join(config.languages, ", ")); }};
}

Values modelLanguagesValue() {
    return {.read = [](Config& config, std::string_view, std::string_view value) -> std::string {
                const auto list = readIniList(value);
                if (!list)
                    return list.error();
                for (std::size_t i = 0; i < list->size(); ++i) {
                    if (!isLanguage((*list)[i]))
                        return fmt::format("names {}, which is no language as en or zh_CN",
                                           inQuotes((*list)[i]));
                    if (isTwice(*list, i))
                        return fmt::format("names {} twice", inQuotes((*list)[i]));
                }
                config.modelLanguages = fmt::format("{}", fmt::join(*list, ","));
                return {};
            },
            .write = [](const Config& config) { return config.modelLanguages; }};
}

Values pinHashValue() {
    return {.read = [](Config& config, std::string_view, std::string_view value) -> std::string {
                const auto text = readIniText(value);
                if (!text)
                    return text.error();
                config.pinHash = *text;
                return text->empty() ? std::string() : faultOfPinHash(*text);
            },
            .write = [](const Config& config) { return config.pinHash; }};
}

Values yesOrNo(bool Config::*member) {
    return wordValue<bool>(member, {{"yes", true}, {"no", false}});
}

Values fraction(double Config::*member, double least, double most) {
    return {.read = [=](Config& config, std::string_view, std::string_view value) -> std::string {
                const std::string text = plain(value);
                const auto number = readNumber(text);
                if (!number || *number < least || *number > most)
                    return fmt::format("is {}, and has to be a number from {} to {}", inQuotes(text), least,
                                       most);
                config.*member = *number;
                return {};
            },
            .write = [=](const Config& config) { return fmt::format("{}", config.*member); }};
}

} // namespace peripheral::kiosk
