// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace peripheral::cli {

/// A number of bytes for people, in decimal units.
std::string sizeText(std::uint64_t bytes);

} // namespace peripheral::cli
