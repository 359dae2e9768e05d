// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace plm::test {

/// How often the program has asked for memory by operator new, in all threads. Programs that link
/// allocation_count.cpp have counting operators; it is a file of its own so that they are not inlined.
std::size_t allocationCount();
/// And for how many bytes, in all.
std::size_t allocatedBytes();

} // namespace plm::test
