// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>

namespace plm {

/// Reads the mapped `bytes` once, so that the first answer does not wait for the disk. A file larger than
/// half of the machine's memory is left to be read as it is used. Returns false where `stop` asked to end.
bool pageIn(std::span<const std::byte> bytes, const LoadProgress& progress, const std::stop_token& stop);

/// How much of the mapped `bytes` this process has in memory, in bytes; 0 where the system does not tell.
std::uint64_t residentBytes(std::span<const std::byte> bytes);

} // namespace plm
