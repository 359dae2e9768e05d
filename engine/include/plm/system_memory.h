// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace plm {

// As in plm/device.h: what the system does not tell is left out, `root` is where /proc and /sys are, any
// thread.

/// Memory that is swapped out, compressed, to memory again (zram).
struct CompressedSwap {
    std::uint64_t original = 0;   ///< bytes that were put there
    std::uint64_t compressed = 0; ///< bytes of memory that they take there
};

/// How much of the last ten seconds was lost waiting for memory (pressure stall information), 0 to 1.
struct MemoryPressure {
    double some = 0; ///< at least one task waited
    double full = 0; ///< all of them did
};

/// What the machine has of memory at this moment, in bytes.
struct SystemMemory {
    std::optional<std::uint64_t> total;
    std::optional<std::uint64_t> available; ///< that programs can have without swapping
    std::optional<std::uint64_t> swapTotal; ///< 0 where there is none
    std::optional<std::uint64_t> swapFree;
    std::optional<CompressedSwap> zram; ///< of all such devices; nothing where there is none
    std::optional<MemoryPressure> pressure;
};
[[nodiscard]] SystemMemory systemMemory(const std::filesystem::path& root = "/");

} // namespace plm
