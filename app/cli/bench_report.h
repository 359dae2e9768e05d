// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_test.h"
#include "table.h"

#include <plm/device.h>
#include <plm/model.h>
#include <plm/model_file.h>
#include <plm/profile.h>
#include <plm/session_options.h>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace peripheral::cli {

/// What it took to come from a file to a first token, in seconds.
struct BenchStart {
    double load = 0;       ///< to a session that can be asked
    double firstToken = 0; ///< from the start of the program to the logits of a first token
};

/// What all tests of a run have in common.
struct BenchRun {
    plm::ModelFile file;
    plm::ModelInfo info;
    plm::SessionOptions options;
    bool sparse = true;
    int threads = 0;
    std::size_t cacheBytesPerToken = 0;
    std::optional<BenchStart> cold; ///< with nothing of the file in memory
    std::string notCold;            ///< why there is no cold start
    BenchStart warm;                ///< with the file in memory
    std::optional<BenchStart> kept; ///< likewise, with the weights laid out in a file before
    std::optional<plm::MemoryUse> memory;
    plm::SessionMemory sessionMemory;
    double readBandwidth = 0;
    std::string modelHash;
    plm::Conditions before, after;
    std::filesystem::path peer; ///< empty: none
};

/// Bytes of weights and cache that were read a token; nothing for prompts, whose tokens share what is read.
std::optional<double> bytesPerToken(const BenchResult& result);

/// Share of neurons that were zero.
double sparsityOf(const BenchRun& run, const BenchResult& result);

/// The fields that every result of a run has (docs/bench.schema.json), with llama-bench's names where it has
/// them; what was not measured is null.
nlohmann::json runJson(const BenchRun& run);
/// These and those of one result.
nlohmann::json benchJson(const BenchRun& run, const BenchResult& result);

Table benchTable(const BenchRun& run, std::span<const BenchResult> results);

/// The model, the machine, its memory and state, in words.
Table surroundings(const BenchRun& run);

} // namespace peripheral::cli
