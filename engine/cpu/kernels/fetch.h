// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Included by the kernels' sources, which share no functions.

#include <cstddef>

namespace plm::cpu {
namespace {

constexpr std::size_t kCacheLine = 64;

/// Asks for bytes that will be needed soon. Inlined, as must be what calls nothing else: GCC takes a function
/// that only fetches for one without any effect and leaves its calls out.
[[gnu::always_inline]] inline void fetch(const std::byte* begin, std::size_t bytes) {
    for (std::size_t at = 0; at < bytes; at += kCacheLine)
        __builtin_prefetch(begin + at, 0, 2);
}

} // namespace
} // namespace plm::cpu
