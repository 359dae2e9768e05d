// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plm::text {

/// `utf8`, which is well-formed, in Unicode's normal form C. Takes time of the order of its length (times the
/// logarithm of its longest run of combining marks).
[[nodiscard]] std::string normalFormC(std::string_view utf8);

/// The length in bytes of the first word of `utf8`, which is well-formed and not empty: what Qwen2's pattern
/// matches at its beginning. Merges never cross from one word into the next.
///
///     (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|
///     ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
[[nodiscard]] std::size_t firstWordLength(std::string_view utf8);

} // namespace plm::text
