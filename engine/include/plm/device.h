// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace plm {

// What this machine is, and what the process takes of it, from Linux's /proc and /sys. What the system does
// not tell is left out, never guessed. `root` is where these folders are. Any thread.

/// Memory of this process in bytes.
struct MemoryUse {
    std::uint64_t peakResident = 0; ///< the most that was in memory at one time
    std::uint64_t fileBacked = 0;   ///< of what is in memory now: mapped files, which can be read again
    std::uint64_t anonymous = 0;    ///< and everything else
};
[[nodiscard]] std::optional<MemoryUse> memoryUse(const std::filesystem::path& root = "/");
/// From now on peakResident counts anew, where the system allows that.
void forgetPeakMemory(const std::filesystem::path& root = "/");

/// What a speed depends on besides the program.
struct Conditions {
    std::optional<double> temperature;           ///< of the hottest sensor, in degrees Celsius
    std::optional<std::string> governor;         ///< cpufreq's, e.g. "performance"
    std::optional<bool> throttledNow;            ///< on a Raspberry Pi: heat or voltage holds the clock down
    std::optional<std::uint64_t> throttleEvents; ///< on x86: how often heat did so since the machine started
    std::optional<double> megahertz;             ///< the clock of the fastest core at this moment
};
[[nodiscard]] Conditions conditions(const std::filesystem::path& root = "/");
/// Whether the clock was held down between two readings; nothing where neither kind is told.
[[nodiscard]] std::optional<bool> wasThrottled(const Conditions& before, const Conditions& after);

/// The processor's name; of an Arm machine the board and the kinds of its cores; else the machine's
/// architecture.
[[nodiscard]] std::string processorName(const std::filesystem::path& root = "/");

/// More than the caches of any processor hold.
inline constexpr std::size_t kReadBytes = std::size_t{512} << 20;
/// Bytes a second that `threads` threads together read from memory, which is what bounds decoding: of each of
/// several passes, five at least, over a buffer of `bytes`, or of less where the machine has little memory to
/// spare. With kReadBytes it takes about a second. Fails with OutOfMemory and Cancelled.
[[nodiscard]] Result<std::vector<double>> readRates(int threads, std::size_t bytes = kReadBytes,
                                                    const std::stop_token& stop = {});
/// The best of these passes. Fails with OutOfMemory and Cancelled.
[[nodiscard]] Result<double> readBandwidth(int threads, const std::stop_token& stop = {});

/// Takes the pages of `file` out of the system's page cache, so that reading it again reads the disk. Fails
/// with Io where it cannot be opened, and with Unsupported where more than a hundredth of it stays in memory
/// (another process has it mapped, it lies on a file system in memory, or it belongs to somebody else and the
/// system does not tell), with a sentence that names it.
[[nodiscard]] Status dropFromPageCache(const std::filesystem::path& file);

} // namespace plm
