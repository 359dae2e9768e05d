// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compared_things.h"
#include "comparison_text.h"
#include "figures.h"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

namespace peripheral::cli {

namespace {

using nlohmann::json;

json keysOf(const std::vector<plm::WorkPart>& parts) {
    json keys = json::array();
    for (const plm::WorkPart part : parts)
        keys.push_back(keyOf(part));
    return keys;
}

std::string_view nameOf(plm::WorkComparison::Verdict verdict) {
    switch (verdict) {
    case plm::WorkComparison::Verdict::Same:
        return "same";
    case plm::WorkComparison::Verdict::Different:
        return "different";
    case plm::WorkComparison::Verdict::Unknown:
        break;
    }
    return "unknown";
}

json workJson(const plm::WorkComparison& work) {
    return {{"verdict", nameOf(work.verdict)},
            {"different", keysOf(work.different)},
            {"unknown", keysOf(work.unknown)},
            {"settings", keysOf(work.settings)}};
}

json sideJson(const std::optional<plm::ComparedSamples>& side) {
    if (!side)
        return nullptr;
    const plm::FiveNumbers& spread = side->spread;
    json values{{"least", spread.least},
                {"lower_quarter", spread.lowerQuarter},
                {"median", spread.median},
                {"upper_quarter", spread.upperQuarter},
                {"most", spread.most},
                {"samples", side->samples},
                {"interval_low", nullptr},
                {"interval_high", nullptr},
                {"threads", side->threads > 0 ? json(side->threads) : json()}};
    if (side->interval) {
        values["interval_low"] = side->interval->low;
        values["interval_high"] = side->interval->high;
    }
    return values;
}

/// What the row is of, and the difference.
json headJson(const plm::ComparisonRow& row) {
    const bool isOfTest = row.test.tokens > 0;
    return {{"what", thingOf(row.what).key},
            {"unit", thingOf(row.what).unit},
            {"test", isOfTest ? json(row.test.name()) : json()},
            {"depth", isOfTest ? json(row.test.depth) : json()},
            {"ratio", orNull(row.ratio())},
            {"percent", orNull(row.percent())},
            {"distinct", orNull(row.isDistinct())},
            {"same_output", orNull(row.sameOutput)}};
}

json rowJson(const plm::ComparisonRow& row) {
    json values = headJson(row);
    values["baseline"] = sideJson(row.baseline);
    values["other"] = sideJson(row.other);
    return values;
}

} // namespace

json comparisonJson(const std::vector<ComparedProfile>& profiles) {
    json list = json::array();
    for (const ComparedProfile& compared : profiles) {
        json values{{"file", compared.file}, {"name", compared.profile.name}};
        if (&compared != &profiles.front()) {
            values["work"] = workJson(compared.comparison.work);
            values["rows"] = json::array();
            for (const plm::ComparisonRow& row : compared.comparison.rows)
                values["rows"].push_back(rowJson(row));
        }
        list.push_back(std::move(values));
    }
    return {{"profiles", std::move(list)}};
}

json comparisonLines(const std::vector<ComparedProfile>& profiles) {
    json lines = json::array();
    for (std::size_t i = 1; i < profiles.size(); ++i)
        for (const plm::ComparisonRow& row : profiles[i].comparison.rows) {
            json line = headJson(row);
            line["file"] = profiles[i].file;
            line["profile"] = profiles[i].profile.name;
            line["work"] = nameOf(profiles[i].comparison.work.verdict);
            for (const auto& [side, values] :
                 {std::pair{"baseline_", sideJson(row.baseline)}, std::pair{"other_", sideJson(row.other)}})
                for (const auto& [key, value] : values.items())
                    line[side + key] = value;
            lines.push_back(std::move(line));
        }
    return lines;
}

} // namespace peripheral::cli
