// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_peer.h"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>

namespace peripheral::cli {

namespace {

using nlohmann::json;

constexpr int kMostTokens = 1 << 24;

std::optional<int> tokensOf(const json& test, const char* key) {
    const auto found = test.find(key);
    if (found == test.end() || !found->is_number_unsigned())
        return std::nullopt;
    const auto tokens = found->get<std::uint64_t>();
    return tokens <= kMostTokens ? std::optional(static_cast<int>(tokens)) : std::nullopt;
}

/// Empty where they are not all speeds.
std::vector<double> speedsOf(const json& test) {
    const auto found = test.find("samples_ts");
    std::vector<double> speeds;
    if (found == test.end() || !found->is_array())
        return speeds;
    for (const json& speed : *found) {
        if (!speed.is_number() || !std::isfinite(speed.get<double>()) || speed.get<double>() <= 0)
            return {};
        speeds.push_back(speed.get<double>());
    }
    return speeds;
}

/// Releases differ in whether this is true or false, or 1 or 0.
bool isOn(const json& test, const char* key) {
    const auto found = test.find(key);
    if (found == test.end())
        return false;
    return found->is_boolean() ? found->get<bool>() : found->is_number() && found->get<double>() > 0;
}

plm::Result<PeerTest> testOf(const json& value) {
    if (!value.is_object())
        return plm::fail(plm::ErrorKind::BadFile, "This is no object.");
    const auto missing = [](std::string_view key, std::string_view what) {
        return plm::fail(plm::ErrorKind::BadFile, fmt::format("\"{}\" is missing or no {}.", key, what));
    };
    PeerTest test;
    for (const auto& [key, tokens] :
         {std::pair{"n_prompt", &test.prompt}, {"n_gen", &test.generated}, {"n_depth", &test.depth}}) {
        const auto count = tokensOf(value, key);
        if (!count)
            return missing(key, "number of tokens");
        *tokens = *count;
    }
    test.speeds = speedsOf(value);
    if (test.speeds.empty())
        return missing("samples_ts", "array of speeds");
    test.flashAttention = isOn(value, "flash_attn");
    if (const auto commit = value.find("build_commit"); commit != value.end() && commit->is_string())
        test.commit = commit->get<std::string>();
    return test;
}

} // namespace

plm::Result<std::vector<PeerTest>> parsePeerOutput(std::string_view text) {
    const json values = json::parse(text, nullptr, false);
    if (!values.is_array())
        return plm::fail(plm::ErrorKind::BadFile, "This is no JSON array of tests.");
    std::vector<PeerTest> tests;
    for (const json& value : values) {
        auto test = testOf(value);
        if (!test)
            return plm::fail(plm::ErrorKind::BadFile,
                             fmt::format("test {}: {}", tests.size() + 1, test.error().message));
        tests.push_back(std::move(*test));
    }
    return tests;
}

} // namespace peripheral::cli
