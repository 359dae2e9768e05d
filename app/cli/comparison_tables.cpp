// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compared_things.h"
#include "comparison_text.h"
#include "figures.h"
#include "profile_exchange.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace peripheral::cli {

namespace {

std::string letterOf(std::size_t index) {
    return std::string(1, static_cast<char>('A' + index));
}

std::string list(const std::vector<plm::WorkPart>& parts) {
    std::vector<std::string_view> words;
    words.reserve(parts.size());
    for (const plm::WorkPart part : parts)
        words.push_back(wordsOf(part));
    return fmt::format("{}", fmt::join(words, ", "));
}

std::string verdictText(const plm::WorkComparison& work) {
    switch (work.verdict) {
    case plm::WorkComparison::Verdict::Same:
        return "the same work";
    case plm::WorkComparison::Verdict::Different:
        return "other work: what differs is " + list(work.different);
    case plm::WorkComparison::Verdict::Unknown:
        break;
    }
    return "whether it is the same work is not told: " + list(work.unknown);
}

std::string workText(const plm::WorkComparison& work) {
    const std::string settings = work.settings.empty() ? "" : "; set otherwise: " + list(work.settings);
    return verdictText(work) + settings;
}

/// Whether the two rows, of different comparisons, are of the same thing.
bool isSameThing(const plm::ComparisonRow& one, const plm::ComparisonRow& two) {
    return one.what == two.what && one.test.kind == two.test.kind && one.test.tokens == two.test.tokens &&
           one.test.depth == two.test.depth;
}

const plm::ComparisonRow* find(const plm::ComparisonRow& thing, const plm::ProfileComparison& comparison) {
    const auto found = std::find_if(comparison.rows.begin(), comparison.rows.end(),
                                    [&](const plm::ComparisonRow& row) { return isSameThing(row, thing); });
    return found == comparison.rows.end() ? nullptr : &*found;
}

/// Every thing that any of the profiles has, in the order of the first that has it, speeds first.
std::vector<plm::ComparisonRow> allThings(const std::vector<ComparedProfile>& profiles) {
    std::vector<plm::ComparisonRow> things;
    for (const ComparedProfile& profile : profiles)
        for (const plm::ComparisonRow& row : profile.comparison.rows)
            if (std::none_of(things.begin(), things.end(),
                             [&](const plm::ComparisonRow& thing) { return isSameThing(thing, row); }))
                things.push_back(row);
    const auto isSpeed = [](const plm::ComparisonRow& row) { return row.what <= plm::Compared::DecodeSpeed; };
    std::stable_partition(things.begin(), things.end(), isSpeed);
    return things;
}

std::string valueText(const plm::ComparisonRow* row) {
    return row != nullptr && row->other ? thingOf(row->what).text(row->other->spread.median) : kNotMeasured;
}

std::string differenceText(const plm::ComparisonRow* row) {
    const auto percent = row != nullptr ? row->percent() : std::nullopt;
    if (!percent)
        return "";
    const std::string text = std::abs(*percent) < 0.05 ? "0.0 %" : fmt::format("{:+.1f} %", *percent);
    if (row->sameOutput == false)
        return text + ", other output";
    return row->isDistinct() == false && *percent != 0 ? text + ", within the noise" : text;
}

} // namespace

Table profilesTable(const std::vector<ComparedProfile>& profiles) {
    Table table({{"", true}, {"profile", true}, {"file", true}, {"origin", true}, {"beside A", true}});
    for (std::size_t i = 0; i < profiles.size(); ++i)
        table.add({letterOf(i), profiles[i].profile.name, profiles[i].file, originText(profiles[i].profile),
                   i == 0 ? "the baseline" : workText(profiles[i].comparison.work)});
    return table;
}

Table differencesTable(const std::vector<ComparedProfile>& profiles) {
    std::vector<Table::Column> columns{{"median", true}, {"A"}};
    for (std::size_t i = 1; i < profiles.size(); ++i)
        columns.insert(columns.end(), {{letterOf(i)}, {letterOf(i) + " to A"}});
    Table table(std::move(columns));
    for (const plm::ComparisonRow& thing : allThings(profiles)) {
        std::vector<std::string> cells{labelOf(thing), valueText(find(thing, profiles.front().comparison))};
        for (std::size_t i = 1; i < profiles.size(); ++i) {
            const plm::ComparisonRow* row = find(thing, profiles[i].comparison);
            cells.insert(cells.end(), {valueText(row), differenceText(row)});
        }
        table.add(std::move(cells));
    }
    return table;
}

} // namespace peripheral::cli
