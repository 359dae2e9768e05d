// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/traces.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace peripheral::kiosk {

/// A piece of memory of this process.
struct AddressRange {
    std::uintptr_t begin = 0;
    std::size_t bytes = 0;
};

struct SearchOptions {
    /// What cannot hold anything of a visitor and would only take time, or is known to hold such words
    /// whoever comes: weights, the vocabulary.
    std::vector<AddressRange> leaveOut{};
    std::size_t chunkBytes = 256 * 1024; ///< read at once, a multiple of 4,096
};

/// A needle that was found.
struct Hit {
    std::string origin;       ///< "[heap]", "[stack]" (the main thread's), "anonymous", or the mapping's file
    std::uint64_t offset = 0; ///< from the mapping's begin
    Encoding encoding = Encoding::Utf8;
};

struct Findings {
    static constexpr std::size_t kMostHits = 1000;

    std::vector<Hit> hits;   ///< the first kMostHits
    std::uint64_t count = 0; ///< of all hits
    std::uint64_t bytes = 0; ///< that were looked at
    std::chrono::microseconds duration{0};

    /// "3 times, in [heap], as UTF-16", one line for each origin and encoding among `hits`.
    [[nodiscard]] std::vector<std::string> byOrigin() const;
};

/// Looks for the needles in the memory of this process: in all that it can write, and in what has no file;
/// not in pages of files that it only reads, such as weights and libraries, nor in memory of devices. A
/// sentence where memory cannot be read, or where the traces are not complete.
///
/// Works in the calling thread, at about half a GB a second; other threads go on, and what they move about
/// meanwhile may be missed: let them rest. Registers of other threads, memory of other processes (the
/// compositor, a screen) and the kernel's buffers are not looked at.
///
/// For developers: where the environment has PERIPHERAL_KIOSK_SHOW_HITS, the 64 bytes around each hit are
/// printed to standard error. They are a visitor's words: never set it where there are visitors.
[[nodiscard]] tl::expected<Findings, std::string> searchMemory(const Traces& traces,
                                                               const SearchOptions& options = {});

} // namespace peripheral::kiosk
