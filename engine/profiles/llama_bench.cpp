// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/llama_bench.h"

#include "profiles/field_reader.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string>

namespace plm::profiles {

namespace {

using json::Json;
using json::ObjectReader;

/// What must be the same in all tests of a profile.
constexpr std::array kSettings{"model_filename", "model_size", "n_threads",    "type_k",     "type_v",
                               "n_batch",        "n_ubatch",   "n_gpu_layers", "flash_attn", "backends",
                               "cpu_info",       "gpu_info",   "executor",     "sparse",     "draft"};

/// The text of `key` without controls; empty where there is none.
std::string textOf(ObjectReader& test, const char* key) {
    std::string text;
    FieldReader(test).text(key, text);
    return text;
}

/// The name of a file without its folders, of any system, and without its ending.
std::string modelName(const std::string& path) {
    std::string name = path.substr(path.find_last_of("/\\") + 1);
    if (name.ends_with(".gguf"))
        name.resize(name.size() - std::string_view(".gguf").size());
    return name;
}

/// Of "plm 1.83B Q4_K - Medium" the type, "Q4_K".
std::string weightType(const std::string& modelType) {
    const std::size_t end = std::min(modelType.find(" - "), modelType.size());
    const std::string type = modelType.substr(0, end);
    return type.substr(type.find_last_of(' ') + 1);
}

ProfiledModel readModel(ObjectReader& test) {
    ProfiledModel model;
    model.name = modelName(textOf(test, "model_filename"));
    model.type = weightType(textOf(test, "model_type"));
    model.tensorBytes = test.wholeWithin("model_size", kBytes.least, kBytes.most).value_or(0);
    model.parameters = test.wholeWithin("model_n_params", kBytes.least, kBytes.most).value_or(0);
    model.cacheBytesPerToken = test.wholeWithin("kv_bytes_per_token", kBytes.least, kBytes.most).value_or(0);
    FieldReader(test).hash("model_sha256", model.sha256);
    return model;
}

ProfiledSettings readSettings(ObjectReader& test) {
    const auto firstOf = [&](const char* own, const char* others) {
        const std::string text = textOf(test, own);
        return text.empty() ? textOf(test, others) : text;
    };
    ProfiledSettings settings;
    settings.executor = firstOf("executor", "backends");
    settings.cacheType = firstOf("kv_type", "type_k");
    settings.threads = static_cast<int>(test.wholeWithin("n_threads", 0, kCores.most).value_or(0));
    settings.sparse = test.boolean("sparse").value_or(false); // llama.cpp has no such thing
    return settings;
}

std::optional<ProfiledStart> readStart(ObjectReader& test, const char* load, const char* firstToken) {
    const auto loaded = test.numberWithin(load, kSeconds.least, kSeconds.most);
    const auto first = test.numberWithin(firstToken, kSeconds.least, kSeconds.most);
    return loaded && first ? std::optional(ProfiledStart{*loaded, *first}) : std::nullopt;
}

/// What only our own program tells of a run.
void readOwn(ObjectReader& test, DeviceProfile& profile) {
    FieldReader fields(test);
    profile.warm = readStart(test, "load_s", "ttft_s");
    profile.cold = readStart(test, "load_cold_s", "ttft_cold_s");
    profile.kept = readStart(test, "load_kept_s", "ttft_kept_s");
    fields.number("temperature_start_c", profile.before.temperature, kCelsius);
    fields.number("temperature_c", profile.after.temperature, kCelsius);
    fields.number("clock_mhz", profile.after.megahertz, kMegahertz);
    fields.text("governor", profile.after.governor);
    fields.flag("throttled", profile.throttled);
    const auto rate = test.numberWithin("read_bandwidth_bytes_s", kRate.least, kRate.most);
    if (rate && profile.settings->threads > 0) // else nobody can tell what it is of
        profile.bandwidth = {{profile.settings->threads, {*rate}}};
}

std::optional<BenchTest> readTest(ObjectReader& test) {
    const auto tokens = [&](const char* key) {
        return static_cast<int>(test.wholeWithin(key, kTokens.least, kTokens.most).value_or(0));
    };
    test.require("n_prompt");
    test.require("n_gen");
    const int prompt = tokens("n_prompt"), written = tokens("n_gen"), depth = tokens("n_depth");
    if ((prompt > 0) == (written > 0))
        return std::nullopt;
    if (prompt > 0)
        return BenchTest{BenchTest::Kind::Prompt, prompt, depth};
    return BenchTest{BenchTest::Kind::Generation, written, depth};
}

void readSeconds(ObjectReader& test, std::vector<double>& seconds) {
    FieldReader(test).numbers("samples_ns", seconds, {kTimed.least * 1e9, kTimed.most * 1e9});
    for (double& second : seconds)
        second /= 1e9;
}

/// What the first test says of all of them.
DeviceProfile readRun(ObjectReader& first) {
    const bool isOwn = first.find("executor") != nullptr;
    DeviceProfile profile;
    profile.origin = ProfileOrigin::Imported;
    profile.source = isOwn ? "peripheral-cli bench" : "llama-bench";
    if (const std::string commit = textOf(first, "build_commit"); !commit.empty())
        profile.program = fmt::format("{} {}", profile.source, commit);
    profile.measuredAt = textOf(first, "test_time");
    profile.machine.processor = textOf(first, "cpu_info");
    if (const std::string gpu = textOf(first, "gpu_info"); !gpu.empty())
        profile.machine.gpus = std::vector{Gpu{gpu, ""}};
    profile.name = profile.machine.processor;
    profile.model = readModel(first);
    profile.settings = readSettings(first);
    if (isOwn)
        readOwn(first, profile);
    return profile;
}

void refuseOtherSettings(ObjectReader& test, const Json& object, const Json& first) {
    for (const char* key : kSettings)
        if (object.value(key, Json()) != first.value(key, Json()))
            test.refuse(key,
                        "is not what it is in the first test; a profile is of one model, run in one way");
}

/// Adds one of the tests, where it is of a kind that profiles have.
Status addTest(const Json& tests, std::size_t index, std::string_view file, DeviceProfile& profile) {
    ObjectReader reader(tests[index], file, fmt::format("[{}]", index));
    if (!reader.status())
        return reader.status();
    refuseOtherSettings(reader, tests[index], tests.front());
    if (const auto test = readTest(reader)) {
        readSeconds(reader, profile.tests.emplace_back().seconds);
        profile.tests.back().test = *test;
    }
    return reader.status();
}

} // namespace

bool isLlamaBenchTest(const Json& object) {
    return object.is_object() && object.contains("n_prompt") && object.contains("n_gen");
}

std::optional<Result<Json>> llamaBenchLines(std::string_view text, std::string_view file) {
    Json tests = Json::array();
    for (int line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view content = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (content.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        auto object = json::parseJson(content, fmt::format("{}, line {}", file, line));
        if (tests.empty() && (!object || !isLlamaBenchTest(*object)))
            return std::nullopt;
        if (!object)
            return object;
        tests.push_back(std::move(*object));
    }
    return tests.empty() ? std::nullopt : std::optional<Result<Json>>(std::move(tests));
}

Result<DeviceProfile> profileOfLlamaBench(const Json& tests, std::string_view file) {
    if (tests.empty() || tests.size() > kMostInAList)
        return fail(ErrorKind::BadFile, fmt::format("{}: It holds {} tests.", file, tests.size()));
    ObjectReader first(tests.front(), file, "[0]");
    DeviceProfile profile = readRun(first);
    if (!first.status())
        return tl::unexpected(first.status().error());
    for (std::size_t i = 0; i < tests.size(); ++i)
        if (const Status added = addTest(tests, i, file, profile); !added)
            return tl::unexpected(added.error());
    if (profile.tests.empty())
        return fail(ErrorKind::BadFile,
                    fmt::format("{}: No test of it reads a prompt or writes tokens alone.", file));
    return profile;
}

} // namespace plm::profiles
