// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/number_line.h"
#include "kiosk/shown.h"
#include "kiosk/statistics.h"

#include <array>
#include <fmt/format.h>
#include <functional>

namespace peripheral::kiosk {
namespace {

using Number = std::int64_t; ///< all that the file holds

struct Key {
    std::string_view name;
    std::function<Number(const Counts&)> read;
    std::function<void(Counts&, Number)> write;
};

constexpr Number kNotMeasured = -1000; ///< tenths of a degree: colder than any sensor says
constexpr Number kMost = 1'000'000'000'000'000;

/// A line of the table for a count that is a number of its own.
Key plain(std::string_view name, std::uint64_t Counts::*member) {
    return {name, [member](const Counts& counts) { return static_cast<Number>(counts.*member); },
            [member](Counts& counts, Number number) { counts.*member = static_cast<std::uint64_t>(number); }};
}

Number hottestOf(const Counts& counts) {
    return counts.hottest ? static_cast<Number>(*counts.hottest * 10) : kNotMeasured;
}

void setHottest(Counts& counts, Number tenths) {
    if (tenths != kNotMeasured)
        counts.hottest = static_cast<double>(tenths) / 10;
}

const std::array<Key, 8>& countKeys() {
    static const std::array<Key, 8> kKeys{
        plain("visits", &Counts::visits),
        plain("answers", &Counts::answers),
        plain("tokens", &Counts::tokens),
        Key{"milliseconds-answering", [](const Counts& counts) { return Number(counts.answering.count()); },
            [](Counts& counts, Number number) { counts.answering = std::chrono::milliseconds(number); }},
        plain("failed-erasures", &Counts::failedErasures),
        plain("starts", &Counts::starts),
        Key{"hottest-tenths-of-a-degree", hottestOf, setHottest},
        Key{"since", [](const Counts& counts) { return Number(counts.since.time_since_epoch().count()); },
            [](Counts& counts, Number number) {
                counts.since = std::chrono::sys_seconds(std::chrono::seconds(number));
            }},
    };
    return kKeys;
}

/// "key = number": all keys are there, in their order, and nothing else. A file that differs was not written
/// whole.
std::optional<Number> takeCount(std::string_view& text, std::string_view key) {
    const auto number = takeNumberLine(text, fmt::format("{} = ", key));
    const Number least = key == "hottest-tenths-of-a-degree" ? kNotMeasured : 0;
    return number && *number >= least && *number <= kMost ? number : std::nullopt;
}

} // namespace

std::string asText(const Counts& counts) {
    std::string text;
    for (const Key& key : countKeys())
        text += fmt::format("{} = {}\n", key.name, key.read(counts));
    return text;
}

tl::expected<Counts, std::string> parseCounts(std::string_view text) {
    Counts counts;
    for (const Key& key : countKeys()) {
        const auto number = takeCount(text, key.name);
        if (!number)
            return tl::unexpected(fmt::format("There is no number of “{}” where it should be.", key.name));
        key.write(counts, *number);
    }
    if (!text.empty())
        return tl::unexpected(fmt::format("After the last number there is {}.", inQuotes(text)));
    return counts;
}

} // namespace peripheral::kiosk
