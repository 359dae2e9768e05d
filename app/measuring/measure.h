// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/profile_run.h>

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace peripheral {

/// What a process that measures is asked for.
struct MeasuringRequest {
    bool estimateOnly = false;
    plm::ProfileSetup setup{};
};

/// The request that arguments make: "estimate" or "run", "quick" or "full", the number of repetitions, for
/// how many seconds it writes without a pause, the bytes that kept weights may take, and the model's path in
/// percent-encoding; without the last a model is made to measure with. Nothing where they make none.
[[nodiscard]] std::optional<MeasuringRequest> measuringRequest(std::span<const char* const> arguments);

/// Measures as the arguments say, and says on standard output how far it is and what came of it
/// (measuring_line.h). `program` is version and commit, `weightsFolder` where weights are kept,
/// `pipelinesFolder` where pipelines of devices are. Gives the exit status. To be called before the process
/// has a second thread.
int measure(std::span<const char* const> arguments, const std::string& program,
            const std::filesystem::path& weightsFolder, const std::filesystem::path& pipelinesFolder);

} // namespace peripheral
