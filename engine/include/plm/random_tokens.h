// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/tokenizer.h"

#include <cstdint>
#include <vector>

namespace plm {

/// `count` ids below `vocabulary`; the same `seed` gives the same ones on every machine. Any thread.
[[nodiscard]] std::vector<TokenId> randomTokens(int count, int vocabulary, std::uint64_t seed);

} // namespace plm
