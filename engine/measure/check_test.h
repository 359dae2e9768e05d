// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark.h>
#include <plm/result.h>

#include <cstddef>

namespace plm {

/// Fails with BadArgument where a test cannot be run over a sequence of so many tokens.
Status checkTest(const BenchTest& test, std::size_t tokens);

} // namespace plm
