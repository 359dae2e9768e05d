// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/split.h"

#include <charconv>
#include <fmt/format.h>

namespace plm::gguf {

namespace {

constexpr std::size_t kDigits = 5;

/// Takes five digits off the end of `text`, and what stands before them, which must be `before`.
std::optional<std::uint64_t> takeNumber(std::string_view& text, std::string_view before) {
    if (text.size() < before.size() + kDigits)
        return std::nullopt;
    const std::string_view digits = text.substr(text.size() - kDigits);
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + kDigits, number);
    text.remove_suffix(kDigits);
    if (problem != std::errc() || end != digits.data() + kDigits || !text.ends_with(before))
        return std::nullopt;
    text.remove_suffix(before.size());
    return number;
}

std::optional<Part> checked(std::uint64_t number, std::uint64_t count) {
    return count > 1 && number >= 1 && number <= count ? std::optional(Part{number, count}) : std::nullopt;
}

} // namespace

std::optional<Part> partOf(std::string_view name) {
    constexpr std::string_view kEnding = ".gguf";
    if (!name.ends_with(kEnding))
        return std::nullopt;
    name.remove_suffix(kEnding.size());
    const auto count = takeNumber(name, "-of-");
    const auto number = count ? takeNumber(name, "-") : std::nullopt;
    return number ? checked(*number, *count) : std::nullopt;
}

std::optional<Part> partOf(const File& file) {
    const auto number = file.unsignedInteger("split.no");
    const auto count = file.unsignedInteger("split.count");
    if (number && count)
        return *number < *count ? checked(*number + 1, *count) : std::nullopt;
    return file.find("general.architecture") == nullptr ? partOf(std::string_view(file.name()))
                                                        : std::nullopt;
}

tl::unexpected<Error> notByItself(const Part& part, std::string_view name) {
    return fail(ErrorKind::Unsupported,
                fmt::format("{} is part {} of {} of a model: make one file of all parts with llama.cpp's "
                            "\"llama-gguf-split --merge FIRST-PART WHOLE\", and open that.",
                            name, part.number, part.count));
}

} // namespace plm::gguf
