// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace plm::text {

/// `utf8`, which is well-formed, in Unicode's normal form C. Takes time of the order of its length (times the
/// logarithm of its longest run of combining marks).
[[nodiscard]] std::string normalFormC(std::string_view utf8);

} // namespace plm::text
