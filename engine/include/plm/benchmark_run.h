// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/benchmark.h"
#include "plm/counters.h"
#include "plm/device.h"
#include "plm/model.h"
#include "plm/model_file.h"
#include "plm/result.h"
#include "plm/session.h"
#include "plm/session_options.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace plm {

/// What it took to come from a file to a first token, in seconds.
struct BenchStart {
    double load = 0;       ///< to a session that can be asked
    double firstToken = 0; ///< BenchSetup::secondsBefore, and from there to the logits of a first token
};

/// What all tests of a run have in common.
struct BenchRun {
    ModelFile file;
    ModelInfo info;
    SessionOptions options; ///< without keptWeights
    bool sparse = true;     ///< whether zeros were skipped
    int threads = 0;
    std::size_t cacheBytesPerToken = 0;
    std::optional<BenchStart> cold; ///< with nothing of the file in memory
    std::string notCold;            ///< why there is no cold start: a sentence
    BenchStart warm;                ///< with the file in memory
    std::optional<BenchStart> kept; ///< likewise, with the weights laid out in a file before
    Conditions before;

    // What endBench() adds.
    Conditions after;
    std::optional<MemoryUse> memory;
    SessionMemory sessionMemory;
    double readBandwidth = 0; ///< bytes a second, with `threads`
    std::string modelHash;    ///< SHA-256 of the file
};

/// What is measured.
struct BenchSetup {
    std::filesystem::path model;
    /// With the context that the tests need (longestContext()), which may be more than the model was made
    /// for. keptWeights is for the kept start and for the tests; a folder that is empty: neither.
    SessionOptions session;
    /// Seconds that went by before beginBench(), where first tokens are counted from the start of the
    /// program.
    double secondsBefore = 0;
    bool coldStart = true; ///< whether to start with nothing of the file in memory first
    /// Told what the model has to say (ModelInfo::notice), each time that it is opened. May be empty.
    std::function<void(const std::string& sentence)> notice{};
};

/// A run that has begun.
struct BenchSession {
    std::unique_ptr<Session> session; ///< empty, for the tests
    BenchRun run;
};

/// Opens the model and reads a first token, timed, up to three times: with the file dropped from the page
/// cache, where that can be had; with the file in memory; and with kept weights, which are written first
/// where that is still to be done. The last session is for the tests. Fails as ModelFile::read(),
/// Model::open(), Session::create() and Session::evaluate() do.
[[nodiscard]] Result<BenchSession> beginBench(const BenchSetup& setup, const BenchControl& control);

/// Adds to the run what the tests have left behind, the machine's read bandwidth and the file's hash. After
/// the tests, because measuring takes memory itself. Fails with OutOfMemory, as sha256OfFile() does, and with
/// Cancelled.
[[nodiscard]] Status endBench(BenchSession& bench, const BenchControl& control);

} // namespace plm
