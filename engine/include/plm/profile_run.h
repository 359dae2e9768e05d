// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/benchmark.h"
#include "plm/device.h"
#include "plm/device_profile.h"
#include "plm/result.h"
#include "plm/session_options.h"
#include "plm/synthesize.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace plm {

/// How often a test may be repeated: so often that its median has an interval (plm/sample_statistics.h).
inline constexpr std::array kProfileRepetitions{5, 10, 20};

/// What a profile run measures.
struct ProfileSetup {
    std::filesystem::path model;
    /// In place of `model`, a file that is made in the folder for temporary files and removed afterwards:
    /// syntheticModelFor().
    std::optional<SynthesisOptions> synthetic{};
    /// The context is chosen for the tests. Weights are kept, and the start with them measured, where
    /// keptWeights has a folder, but never those of a synthetic model.
    SessionOptions session{};
    ProfileForm form = ProfileForm::Quick;
    int repetitions = kProfileRepetitions.front();
    double sustainedSeconds = 60;       ///< of writing without a pause; 0: none
    std::size_t readBytes = kReadBytes; ///< of the buffer that read bandwidth is measured with
    std::string program{};              ///< version and commit, for DeviceProfile::program
    /// Told what the model has to say (ModelInfo::notice), each time that it is opened. May be empty.
    std::function<void(const std::string& sentence)> notice{};
};

/// What the form measures: a prompt and written tokens, at each of its depths.
[[nodiscard]] std::vector<BenchTest> profileTests(ProfileForm form);

/// A file of PLM-1.8B's shape and of type Q4_K_M, with as many of its layers, one at least, as fit into half
/// of `availableBytes`: the other half is for the copy that the executor lays out. The same for the same
/// number of layers, so that machines can be compared.
[[nodiscard]] SynthesisOptions syntheticModelFor(std::uint64_t availableBytes);

/// About how many seconds runProfile() will take, from a short measurement of memory and kernels and the size
/// of the model; half or twice as many are possible. Takes about a second itself. Fails as Model::open()
/// does, with BadArgument where there can be no such synthetic model, and with Cancelled. Any thread.
[[nodiscard]] Result<double> estimateProfile(const ProfileSetup& setup, const std::stop_token& stop = {});

/// Describes this machine and measures it: starts, the tests, the sustained run, memory, the quality of a
/// model that is not synthetic, read bandwidth and the kernels' speed by number of threads. Prompts at depths
/// that would take minutes each are left out. Takes minutes; ends with Cancelled within a token or a pass
/// when `control` says so, and lets what waits there go first, except while a synthetic model is written.
/// Progress says how many seconds are left (BenchProgress::secondsLeft). Fails as estimateProfile(),
/// synthesize(), beginBench(), BenchRunner::measure(), readRates() and sha256OfFile() do. Any thread, one at
/// a time.
[[nodiscard]] Result<DeviceProfile> runProfile(const ProfileSetup& setup, const BenchControl& control);

} // namespace plm
