// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace plm {

/// How much of the mapped `bytes` this process has in memory, in bytes; 0 where the system does not tell.
std::uint64_t residentBytes(std::span<const std::byte> bytes);

} // namespace plm
