// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace plm {

/// Overwrites memory of this process's own with zeros, as no compiler leaves out. Whole pages of large pieces
/// are given back to the system after that, also those on a swap device, and read as zeros from then on: what
/// never was in use does not come into memory by being erased.
void eraseMemory(std::span<std::byte> bytes);

} // namespace plm
