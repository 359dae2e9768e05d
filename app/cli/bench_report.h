// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_test.h"

#include <plm/device.h>
#include <plm/model_file.h>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace peripheral::cli {

/// What all tests of a run have in common.
struct BenchRun {
    plm::ModelFile file;
    std::string executor, cacheType;
    bool sparse = true;
    int feedForward = 0; ///< neurons a layer
    int threads = 0;
    std::size_t cacheBytesPerToken = 0;
    double loadSeconds = 0;
    double firstTokenSeconds = 0; ///< from the start of the program to the logits of a first token
    std::optional<plm::MemoryUse> memory;
    double readBandwidth = 0;
    std::string modelHash;
    plm::Conditions before, after;
};

/// Bytes of weights and cache that were read a token; nothing for prompts, whose tokens share what is read.
std::optional<double> bytesPerToken(const BenchResult& result);

/// Share of neurons that were zero.
double sparsityOf(const BenchRun& run, const BenchResult& result);

/// The fields that every result of a run has.
nlohmann::json runJson(const BenchRun& run);

/// With llama-bench's names where it has them; what was not measured is null.
nlohmann::json benchJson(const BenchRun& run, const BenchResult& result);

/// A table of Markdown.
std::string benchTable(const BenchRun& run, std::span<const BenchResult> results);

/// A line about the program, the machine and its memory.
std::string surroundings(const BenchRun& run);

} // namespace peripheral::cli
