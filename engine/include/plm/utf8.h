// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace plm {

/// The offset of the first byte of `text` that is not part of well-formed UTF-8 (Unicode 15, table 3-7); npos
/// where all are. Any thread.
[[nodiscard]] std::size_t findBrokenUtf8(std::string_view text);

} // namespace plm
