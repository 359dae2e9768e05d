// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/generate.h>
#include <plm/result.h>
#include <plm/session_options.h>

#include <CLI/App.hpp>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peripheral::cli {

// What options accept; each complains in a few words that repeat the value, and tells what is no number from
// what is out of range.

inline constexpr std::int64_t kLargestNumber = std::numeric_limits<int>::max();

/// A number from `least` to `most`.
CLI::Validator between(double least, double most);
/// A whole number from `least` to `most`.
CLI::Validator wholeBetween(std::int64_t least, std::int64_t most);
/// A whole number of up to 64 bits, not below zero. CLI11 itself takes what is out of range for the largest.
CLI::Validator wholeNumber();
/// A number of bytes above 0 with or without a unit, such as 8GiB or 500MB, and `end` behind it where there
/// is a unit: "/s" for 10GB/s. The option gets it as bytes.
CLI::Validator byteCount(std::string_view end);
/// One of `names`, which the help does not list.
CLI::Validator oneOf(std::vector<std::string> names);

// Options of several commands.

/// --model: a file, the built-in model where none is named.
void addModelOption(CLI::App& command, std::filesystem::path& model);

/// --threads: 0, or as many as are asked for and make sense; says so where that is fewer.
void addThreadsOption(CLI::App& command, int& threads);

/// What "auto" stands for in a command: what computes answers on this machine, or Executors::automatic(), the
/// same everywhere.
enum class AutoMeans { WhatAnswers, TheSameEverywhere };

/// --executor: one of `executors` by name, "auto" where none is named.
void addExecutorOption(CLI::App& command, std::string& name, const plm::Executors& executors,
                       AutoMeans means);
/// The one that was asked for; fails where it is not to be had in this build or on this machine.
[[nodiscard]] plm::Result<const plm::ExecutorPlug*> executorNamed(const std::string& name,
                                                                  const plm::Executors& executors);

/// --executor, --gpu-layers, --threads, --kv, --sparse, --keep-weights: how tokens are evaluated.
struct EvaluationOptions {
    std::filesystem::path model;
    std::string executor;
    std::string cache = "f16";
    std::string sparse = "on";
    std::string keepWeights; ///< "on", "off", or empty: where it is worth it
    int threads = 0;
    int gpuLayers = 0; ///< 0: as many as there is memory for
    const plm::Executors* executors = nullptr;

    /// Adds --model too. `among`, to choose from, must outlive it.
    void addTo(CLI::App& command, const plm::Executors& among, AutoMeans means = AutoMeans::WhatAnswers);
    /// The names as values, "auto" as the executor that it is without a GPU; fails where one is known but not
    /// part of this build.
    [[nodiscard]] plm::Result<plm::SessionOptions> sessionOptions() const;
};

/// --temp and the rest, -n, --stop, --draft, --pace: how an answer is made.
struct AnswerOptions {
    plm::GenerationOptions generation;
    std::optional<std::uint64_t> seed;
    std::string draft = "on";

    void addTo(CLI::App& command);
    /// With the seed that was given, or a random one.
    [[nodiscard]] plm::GenerationOptions withSeed() const;
};

/// The engine names values as options are called; for users they begin with two dashes.
plm::Status namingOptions(plm::Status status);

} // namespace peripheral::cli
