// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/counters.h"
#include "plm/model.h"
#include "plm/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plm {

class Executor;
struct SessionOptions;
struct WeightLoading;
struct Weights;

/// What an executor takes of memory for the weights of a file, in bytes.
struct WeightNeed {
    std::uint64_t laidOut = 0;  ///< copies in an order of its own
    std::uint64_t inPlace = 0;  ///< of the file, what is read where it lies
    std::uint64_t byRow = 0;    ///< likewise, but only the rows of tokens that come
    std::uint64_t onDevice = 0; ///< copies in the memory of a device
};

/// Tokens that are evaluated together, as far as it decides what is read and kept for them.
struct PassShape {
    int tokens = 1;
    int depth = 0; ///< tokens in the cache before them
    int threads = 1;
    bool sparse = true;     ///< as SessionOptions::sparse
    double activeShare = 1; ///< of the feed-forward neurons, those above zero for a token, 0 to 1
};

/// What an executor reads and keeps for such a pass, in bytes.
struct PassNeed {
    /// By part, as Counters::weightBytes counts them, with the logits of the last token. Of neurons that are
    /// left out it is what is to be expected where each fires by itself.
    std::array<double, kParts> weights{};
    std::uint64_t activations = 0; ///< its buffers for the pass, all threads'
};

/// A way to compute, as a program offers it: a line of the table of executors, and a constant.
struct ExecutorPlug {
    std::string_view name;              ///< in options and results, e.g. "openblas"
    std::string_view words;             ///< for people, e.g. "OpenBLAS"
    std::string_view llamaBenchBackend; ///< what llama-bench calls such a backend, e.g. "BLAS"
    /// Whether attention does without a whole row of scores (one for each token of the context), which
    /// llama.cpp calls flash attention.
    bool hasFlashAttention;
    /// Whether it computes on devices of which SessionOptions::gpu names one.
    bool hasDevices = false;
    /// Fails with Unsupported and a sentence that says what this build or this machine lacks. Any thread.
    Status (*check)();
    /// Inside the engine: makes it for `model`, which must outlive it. Fails as check() does, with BadFile
    /// where a weight is not a number, with OutOfMemory, and with Cancelled.
    Result<std::unique_ptr<Executor>> (*make)(const Model& model, const SessionOptions& options,
                                              const WeightLoading& loading);
    /// Inside the engine: what it would take for these weights, of which only the header of the file is read.
    WeightNeed (*need)(const Weights& weights, const HyperParameters& hyper);
    /// Inside the engine: what a pass would read and keep, likewise.
    PassNeed (*pass)(const Weights& weights, const HyperParameters& hyper, const PassShape& shape);
};

/// The executors among which a program lets people choose, as a value: one more is one line more.
class Executors {
public:
    /// The first is the one that "auto" stands for.
    explicit Executors(std::vector<const ExecutorPlug*> plugs) : m_plugs(std::move(plugs)) {}

    [[nodiscard]] const std::vector<const ExecutorPlug*>& all() const& { return m_plugs; }
    [[nodiscard]] std::vector<const ExecutorPlug*> all() && { return std::move(m_plugs); } // to go over
    [[nodiscard]] const ExecutorPlug& automatic() const { return *m_plugs.front(); }
    /// One of theirs by name, where it has devices also with the number of one ("vulkan:1"), or "auto". Fails
    /// with BadArgument, naming those there are, where `name` is none of these.
    [[nodiscard]] Result<const ExecutorPlug*> find(std::string_view name) const;
    /// "auto", and the others.
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::vector<const ExecutorPlug*> m_plugs;
};

/// The number of the device in an executor's name, as in "vulkan:1"; 0 where there is none.
[[nodiscard]] int deviceNumber(std::string_view executorName);

/// Those of the engine. What a build or a machine lacks is among them, and its check() says so.
[[nodiscard]] Executors builtInExecutors();

/// The inner loops that the CPU executor uses on this processor.
struct KernelChoice {
    std::string name;                         ///< e.g. "AVX2"
    std::vector<std::string> instructionSets; ///< all that they use, e.g. "AVX2", "FMA", "F16C"
};
/// The choice itself, not a guess at it: the executor asks the same function. Any thread.
[[nodiscard]] KernelChoice kernelChoice();

/// Operations a second, multiplications and additions of 8-bit numbers, that `threads` threads together do
/// with these loops while all operands are in the nearest caches: what bounds reading a prompt. One value for
/// each of five passes, which take a fifth of a second together. Fails with Cancelled. Any thread.
[[nodiscard]] Result<std::vector<double>> multiplyRates(int threads, const std::stop_token& stop = {});

} // namespace plm
