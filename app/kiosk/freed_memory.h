// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>

// What keeps words from staying where nobody looks after them: in freed memory, on stacks, in core dumps.

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PERIPHERAL_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define PERIPHERAL_IS_SANITIZED 1
#endif
#endif

namespace peripheral::kiosk {

/// Sanitizers have a malloc of their own, which keeps freed memory as it was: what was freed stays readable.
#ifdef PERIPHERAL_IS_SANITIZED
inline constexpr bool kIsSanitized = true;
#else
inline constexpr bool kIsSanitized = false;
#endif

/// What freed memory is filled with.
inline constexpr std::uint8_t kFreedFill = 0xA5;

/// Lets the C library overwrite memory that is freed, from the program's start on. The library reads that
/// from GLIBC_TUNABLES before main(): where it is not said there, the program is started anew with it, once,
/// in place of this process, so this comes first in main(), before threads and anything that lasts. What else
/// stands in GLIBC_TUNABLES is kept. Under sanitizers nothing is done. A sentence where it cannot be done.
///
/// What realloc() stretches in place is not overwritten (nor lost), what it moves away from is; blocks that
/// are pages of their own are given back to the system at once.
tl::expected<void, std::string> overwriteFreedMemory(char** arguments);

/// Gives pages of freed memory back to the system.
void giveBackFreedMemory();

/// Overwrites what earlier calls left on the calling thread's stack below this call, up to `bytes`, as far
/// as there is stack. Costs what it takes to write them; the pages stay in memory.
void wipeStackBelow(std::size_t bytes);

/// From now on neither a crash nor another process of the same user gets this process's memory as a file:
/// no core dumps, no debuggers. It can still read its own. A sentence where the system refuses.
tl::expected<void, std::string> forbidCoreDumps();

} // namespace peripheral::kiosk
