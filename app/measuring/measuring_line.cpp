// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measuring/measuring_line.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace peripheral {

namespace {

using nlohmann::json;
using Step = plm::BenchProgress::Step;

constexpr std::array<std::pair<Step, const char*>, 12> kSteps{{
    {Step::Synthesising, "synthesising"},
    {Step::Loading, "loading"},
    {Step::KeepingWeights, "keeping weights"},
    {Step::Testing, "testing"},
    {Step::Drafting, "drafting"},
    {Step::Restoring, "restoring"},
    {Step::Sustaining, "sustaining"},
    {Step::Predicting, "predicting"},
    {Step::MeasuringMemory, "measuring memory"},
    {Step::Multiplying, "multiplying"},
    {Step::Hashing, "hashing"},
    {Step::Ended, "ended"},
}};

json jsonOf(const MeasuringEstimate& estimate) {
    return {{"estimate", estimate.seconds}};
}

json jsonOf(const plm::BenchProgress& now) {
    const auto* const step =
        std::find_if(kSteps.begin(), kSteps.end(), [&](const auto& one) { return one.first == now.step; });
    json line{{"step", step == kSteps.end() ? "" : step->second},
              {"prompt", now.test.kind == plm::BenchTest::Kind::Prompt},
              {"tokens", now.test.tokens},
              {"depth", now.test.depth},
              {"repetition", now.repetition},
              {"repetitions", now.repetitions},
              {"threads", now.threads},
              {"fraction", now.fraction}};
    if (now.secondsLeft)
        line["seconds_left"] = *now.secondsLeft;
    return line;
}

json jsonOf(const MeasuredDocument& document) {
    return {{"document", document.json}};
}

json jsonOf(const MeasuringFailure& failure) {
    return {{"failure", failure.sentence}};
}

std::optional<double> number(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number())
        return std::nullopt;
    const double value = found->get<double>();
    return std::isfinite(value) && value >= 0 ? std::optional(value) : std::nullopt;
}

int count(const json& object, const char* key) {
    constexpr double kMost = 1e9;
    return static_cast<int>(std::min(number(object, key).value_or(0), kMost));
}

std::optional<std::string> text(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? std::optional(found->get<std::string>())
                                                       : std::nullopt;
}

std::optional<plm::BenchProgress> progress(const json& object) {
    const auto name = text(object, "step");
    const auto* const step = std::find_if(kSteps.begin(), kSteps.end(),
                                          [&](const auto& one) { return name && *name == one.second; });
    if (step == kSteps.end())
        return std::nullopt;
    using Kind = plm::BenchTest::Kind;
    const bool prompt = object.value("prompt", json(false)) == json(true);
    return plm::BenchProgress{.step = step->first,
                              .test = {.kind = prompt ? Kind::Prompt : Kind::Generation,
                                       .tokens = count(object, "tokens"),
                                       .depth = count(object, "depth")},
                              .repetition = count(object, "repetition"),
                              .repetitions = count(object, "repetitions"),
                              .fraction = std::min(number(object, "fraction").value_or(0), 1.0),
                              .threads = count(object, "threads"),
                              .secondsLeft = number(object, "seconds_left")};
}

} // namespace

std::string toText(const MeasuringLine& line) {
    const json object = std::visit([](const auto& one) { return jsonOf(one); }, line);
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<MeasuringLine> measuringLine(std::string_view bytes) {
    const json object = json::parse(bytes, nullptr, false);
    if (!object.is_object())
        return std::nullopt;
    if (const auto seconds = number(object, "estimate"))
        return MeasuringEstimate{*seconds};
    if (auto document = text(object, "document"))
        return MeasuredDocument{std::move(*document)};
    if (auto sentence = text(object, "failure"))
        return MeasuringFailure{std::move(*sentence)};
    if (const auto now = progress(object))
        return *now;
    return std::nullopt;
}

} // namespace peripheral
