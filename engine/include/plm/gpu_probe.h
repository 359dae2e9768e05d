// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/gpu.h"
#include "plm/model.h"
#include "plm/result.h"

#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

// Asking GPUs in a process of its own: a driver that crashes or hangs takes that one along. The program
// starts itself with kProbeArgument; its main() hands that to answerGpuProbe() before it does anything else.

inline constexpr std::string_view kProbeArgument = "--probe-gpu";
/// What stands behind kProbeArgument: `list`, or `measure NUMBER THREADS MODEL PIPELINES`. Says on standard
/// output what comes of it, and gives the exit status. Ends with the process that started it.
int answerGpuProbe(std::span<const char* const> arguments);

/// What asking a GPU came to.
enum class GpuOutcome {
    Found,        ///< devices were listed
    Crashed,      ///< the process that asked did not survive it
    Hung,         ///< it had to be killed
    Failed,       ///< the device, or the model, cannot be used for a reason that it told
    Disagreed,    ///< its logits are not the CPU's
    Slower,       ///< than the CPU
    Faster,       ///< likewise
    EndedProgram, ///< a start of the program ended while it computed
};
/// In words as in a record, "crashed".
[[nodiscard]] std::string_view toString(GpuOutcome outcome);
/// Whether a device is not asked again after that, until its driver changes or the user wants it.
[[nodiscard]] bool isBad(GpuOutcome outcome);

/// The divergence (Kullback-Leibler, in nats) up to which logits of the CPU and of a GPU count as the same,
/// at the token where it is the largest. The CPU rounds activations to 8 bits: on the golden files and the
/// built-in model it is up to 0.008 there, from shaders that are within 1e-6 of the reference.
inline constexpr double kMostGpuDivergence = 0.08;

/// How to ask.
struct GpuProbe {
    std::filesystem::path program = "/proc/self/exe"; ///< which answers kProbeArgument
    /// SessionOptions::pipelineCache of those who will answer, so that what is measured is what they compute
    /// with.
    std::filesystem::path pipelines{};
    double listPatience = 15;     ///< seconds without a word from it, after which it is killed
    double measurePatience = 180; ///< likewise
    std::stop_token stop{};       ///< ends it
};

/// What asking for the devices came to.
struct GpuListing {
    GpuOutcome outcome = GpuOutcome::Failed; ///< Found, Crashed, Hung or Failed
    std::string reason{};                    ///< a sentence, where nothing was found
    std::vector<GpuDevice> devices{};
};
/// Fails with Cancelled only. Any thread, which waits.
[[nodiscard]] Result<GpuListing> listGpus(const GpuProbe& probe);

/// What measuring a device with a model came to.
struct GpuMeasure {
    GpuOutcome outcome = GpuOutcome::Failed; ///< Crashed, Hung, Failed, Disagreed, Slower or Faster
    std::string reason{};                    ///< a sentence
    std::string modelShape{};                ///< shapeOf() it; empty where it was not opened
    int threads = 0;                         ///< of the CPU
    /// Writing, in tokens a second; 0 where it was not measured, as the rest.
    double gpuSpeed = 0, cpuSpeed = 0;
    double divergence = 0;    ///< the largest of a token, in nats
    double uploadSeconds = 0; ///< opening the device and bringing the weights there
};
/// Computes the same tokens with the CPU and with the device, and compares. `threads` as in SessionOptions.
/// Fails with Cancelled only. Any thread, which waits.
[[nodiscard]] Result<GpuMeasure> measureGpu(const GpuProbe& probe, const GpuDevice& device,
                                            const std::filesystem::path& model, int threads);

/// What decides how fast a model is and whether a GPU computes it right, as a text to compare: widths, layers
/// and the type of its file.
[[nodiscard]] std::string shapeOf(const ModelInfo& model);

} // namespace plm
