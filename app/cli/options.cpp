// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "builtin/builtin_model.h"
#include "gpus.h"
#include "output.h"
#include "user_folders.h"

#include <plm/threads.h>

#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <random>
#include <string_view>
#include <type_traits>

namespace peripheral::cli {

namespace {

/// What is wrong with `text` as a number of `Value`'s kind from `least` to `most`; empty where it is one.
template <class Value>
std::string complaintAbout(std::string_view text, Value least, Value most, std::string_view kind) {
    const bool isBelowAll = std::is_unsigned_v<Value> && text.starts_with('-');
    const std::string_view digits = text.substr(isBelowAll || text.starts_with('+') ? 1 : 0);
    Value value{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool isNumber = error != std::errc::invalid_argument && end == digits.data() + digits.size();
    if (!isNumber || std::isnan(static_cast<double>(value)))
        return fmt::format("'{}' is no {}", text, kind);
    if (error == std::errc::result_out_of_range || isBelowAll || value < least || value > most)
        return fmt::format("{} is out of range: {} to {}", text, least, most);
    return {};
}

/// As the help has it.
template <class Value>
std::string rangeText(Value least, Value most) {
    return most < static_cast<Value>(kLargestNumber) ? fmt::format("{} to {}", least, most)
                                                     : fmt::format("{} or more", least);
}

/// What a unit of bytes stands for, with `end` behind it or without; 1 where there is none, nothing where it
/// is none.
std::optional<double> unitBytes(std::string_view unit, std::string_view end) {
    if (unit.ends_with(end))
        unit.remove_suffix(end.size());
    if (unit.empty() || unit == "B")
        return 1;
    constexpr std::string_view kPrefixes = "kMGT";
    const char prefix = unit.front() == 'K' ? 'k' : unit.front();
    const std::size_t power = kPrefixes.find(prefix);
    const std::string_view rest = unit.substr(1);
    if (power == std::string_view::npos || (rest != "B" && rest != "iB"))
        return std::nullopt;
    return std::pow(rest == "iB" ? 1024 : 1000, static_cast<double>(power + 1));
}

/// Complains about what names no executor of `executors`, with a number of a device or without.
CLI::Validator executorName(const plm::Executors& executors) {
    return CLI::Validator(
        [names = oneOf(executors.names()), executors](std::string& text) {
            return executors.find(text) ? std::string() : names(text);
        },
        {});
}

} // namespace

CLI::Validator between(double least, double most) {
    return CLI::Validator(
        [least, most](std::string& text) { return complaintAbout(text, least, most, "number"); },
        rangeText(least, most));
}

CLI::Validator wholeBetween(std::int64_t least, std::int64_t most) {
    return CLI::Validator(
        [least, most](std::string& text) { return complaintAbout(text, least, most, "whole number"); },
        rangeText(least, most));
}

CLI::Validator wholeNumber() {
    return CLI::Validator(
        [](std::string& text) {
            return complaintAbout<std::uint64_t>(text, 0, std::numeric_limits<std::uint64_t>::max(),
                                                 "whole number");
        },
        {});
}

CLI::Validator byteCount(std::string_view end) {
    return CLI::Validator(
        [end = std::string(end)](std::string& text) {
            double number = 0;
            const char* const last = text.data() + text.size();
            const auto [rest, error] = std::from_chars(text.data(), last, number);
            const auto unit = unitBytes({rest, static_cast<std::size_t>(last - rest)}, end);
            const double bytes = number * unit.value_or(0);
            if (error != std::errc() || !unit)
                return fmt::format("'{}' is no number of bytes such as 8GiB or 500MB{}", text, end);
            if (!(bytes >= 1 && bytes <= 1e18))
                return fmt::format("{} is out of range: 1 byte to 1e18", text);
            text = fmt::format("{:.0f}", bytes);
            return std::string();
        },
        {});
}

CLI::Validator oneOf(std::vector<std::string> names) {
    CLI::IsMember member(std::move(names));
    member.description({}); // the help tells those that make sense
    return member;
}

void addModelOption(CLI::App& command, std::filesystem::path& model) {
    model = builtinModel();
    command.add_option("--model", model, "A GGUF file; the built-in model if left out")->type_name("FILE");
}

void addThreadsOption(CLI::App& command, int& threads) {
    const auto cap = [isNumber = wholeBetween(0, kLargestNumber)](std::string& text) {
        const std::string wrong = isNumber(text);
        const int asked = wrong.empty() ? std::stoi(text) : 0;
        if (const int used = plm::threadsFor(asked); asked > used) {
            printNote("--threads {}: more than this program may use of this machine; it uses {}.", text,
                      used);
            text = std::to_string(used);
        }
        return wrong;
    };
    command.add_option("--threads", threads, "Threads, at most one a processor; 0: one for each core")
        ->type_name("N")
        ->transform(CLI::Validator(cap, {}));
}

void addExecutorOption(CLI::App& command, std::string& name, const plm::Executors& executors,
                       AutoMeans means) {
    name = "auto";
    const std::string_view gpu =
        means == AutoMeans::WhatAnswers ? "a GPU that profile --gpu has found faster, else " : "";
    command
        .add_option(
            "--executor", name,
            fmt::format("What computes: {}; auto is {}{}; vulkan:1 is the second GPU; not every build "
                        "and machine has all of them",
                        fmt::join(executors.names(), ", "), gpu, executors.automatic().name))
        ->type_name("NAME")
        ->check(executorName(executors));
}

plm::Result<const plm::ExecutorPlug*> executorNamed(const std::string& name,
                                                    const plm::Executors& executors) {
    const auto plug = executors.find(name);
    if (!plug)
        return plug;
    plm::Status there;
    if ((*plug)->hasDevices) // no driver is started that is known to go wrong
        there = mayUseGpu(plm::deviceNumber(name));
    if (there)
        there = (*plug)->check();
    if (!there)
        return plm::fail(there.error().kind, fmt::format("--executor {}: {}", name, there.error().message));
    return plug;
}

void EvaluationOptions::addTo(CLI::App& command, const plm::Executors& among, AutoMeans means) {
    executors = &among;
    addModelOption(command, model);
    addExecutorOption(command, executor, among, means);
    command
        .add_option("--gpu-layers", gpuLayers,
                    "Leave only so many layers, the last ones, to a GPU, the others to the CPU; as many as "
                    "the GPU has memory for if left out")
        ->type_name("N")
        ->check(wholeBetween(1, kLargestNumber));
    addThreadsOption(command, threads);
    command.add_option("--kv", cache, "How the latent cache is kept: f16, f32, or q8 (latents in 8 bits)")
        ->type_name("TYPE")
        ->check(oneOf({"f16", "f32", "q8"}));
    command.add_option("--sparse", sparse, "Leave out the weights of inactive neurons: on or off")
        ->type_name("on|off")
        ->check(oneOf({"on", "off"}));
    command
        .add_option(
            "--keep-weights", keepWeights,
            "Keep the converted weights in the user's cache folder, for a faster start the next time: on "
            "or off; on for all but small models if left out")
        ->type_name("on|off")
        ->check(oneOf({"on", "off"}));
}

plm::Result<plm::SessionOptions> EvaluationOptions::sessionOptions() const {
    plm::SessionOptions options;
    const auto plug = executorNamed(executor, *executors);
    if (!plug)
        return tl::unexpected(plug.error());
    options.executor = *plug;
    options.gpu = plm::deviceNumber(executor);
    if (gpuLayers > 0)
        options.gpuLayers = gpuLayers;
    options.cache = plm::cacheTypeFromName(cache).value_or(plm::CacheType::F16);
    options.threads = threads;
    options.sparse = sparse == "on";
    if (keepWeights != "off")
        options.keptWeights.folder = cacheFolder("weights");
    if (keepWeights == "on")
        options.keptWeights.leastBytes = 0;
    options.pipelineCache = cacheFolder("pipelines");
    options.keptWeights.log = [](const std::string& sentence) { printNote("{}", sentence); };
    return options;
}

void AnswerOptions::addTo(CLI::App& command) {
    plm::SamplingOptions& sampling = generation.sampling;
    command
        .add_option("-n,--max-tokens", generation.maxTokens,
                    "At most so many tokens; 0: until the context ends")
        ->type_name("N")
        ->check(wholeBetween(0, kLargestNumber));
    command
        .add_option("--stop", generation.stopStrings,
                    "Ends the answer before this text; can be given several times")
        ->type_name("TEXT")
        ->take_all()
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command.add_option("--temp", sampling.temperature, "Temperature; 0: always the likeliest token")
        ->type_name("T")
        ->check(between(0, 100));
    command.add_option("--top-k", sampling.topK, "Choose among the K likeliest; 0: off")
        ->type_name("K")
        ->check(wholeBetween(0, kLargestNumber));
    command.add_option("--top-p", sampling.topP, "Choose among the likeliest that make up P; 1: off")
        ->type_name("P")
        ->check(between(0, 1));
    command
        .add_option("--min-p", sampling.minP,
                    "Leave out what is less than P times as likely as the likeliest; 0: off")
        ->type_name("P")
        ->check(between(0, 1));
    command
        .add_option("--repeat-penalty", sampling.repeatPenalty,
                    "Above 1: tokens of late are less likely; 1: off")
        ->type_name("R")
        ->check(between(0.01, 100));
    command.add_option("--seed", seed, "The same seed gives the same answer; random if left out")
        ->type_name("S")
        ->check(wholeNumber());
    command
        .add_option("--draft", draft,
                    "Guess what repeats and verify several tokens at once: on or off; the answer is the same")
        ->type_name("on|off")
        ->check(oneOf({"on", "off"}));
    command
        .add_option("--pace", generation.tokensPerSecond,
                    "At most so many tokens a second; 0: as fast as it goes")
        ->type_name("N")
        ->check(between(0, 1e6));
}

plm::GenerationOptions AnswerOptions::withSeed() const {
    plm::GenerationOptions options = generation;
    options.sampling.seed = seed ? *seed : std::random_device{}();
    options.draft = draft == "on";
    return options;
}

plm::Status namingOptions(plm::Status status) {
    if (!status && status.error().kind == plm::ErrorKind::BadArgument)
        status.error().message.insert(0, "--");
    return status;
}

} // namespace peripheral::cli
