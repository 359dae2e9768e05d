// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terminal.h"

#include <plm/gpu_records.h>
#include <plm/gpu_start.h>
#include <plm/session_options.h>

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace peripheral::cli {

// What the terminal program does about GPUs. Only askGpus() starts a driver, in a process of its own.

/// What is on record. What happened since the last start is told in a note.
plm::GpuRecords recalledGpus();

/// Fails, with how to ask it again, where the device `number` is on record as bad.
plm::Status mayUseGpu(int number);

/// Whether "auto" can come to a GPU with any model.
bool knowsFasterGpu();
/// What "auto" comes to with this model, in `options`: the CPU, or a GPU of `executors`.
void chooseAutomatically(const plm::Executors& executors, const plm::ModelInfo& model,
                         plm::SessionOptions& options);

/// Leaves the mark of a start that computes with the device that `options` name; no mark where they name
/// none, or where it cannot be left, which is told in a note.
plm::GpuStart beginGpuStart(const plm::SessionOptions& options);

/// What is to be known of GPUs.
struct GpuQuestions {
    bool again = false;               ///< those that are on record as bad, too
    std::filesystem::path measured{}; ///< the model to measure them with; empty: they are only listed
    int threads = 0;                  ///< of the CPU
};
/// What came of asking.
struct AskedGpus {
    plm::GpuRecords records;
    std::string problem;                       ///< a sentence, where there is none to be had
    std::optional<plm::ExecutorChoice> choice; ///< with the model that they were measured with
};
/// Lists the GPUs, and measures them. What is bad, and what was measured, is remembered. Fails with
/// Cancelled, as Model::open() does, and with Io where it cannot be remembered.
plm::Result<AskedGpus> askGpus(const GpuQuestions& questions, Terminal& log, const std::stop_token& stop);

} // namespace peripheral::cli
