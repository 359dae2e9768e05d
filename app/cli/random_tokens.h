// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/tokenizer.h>

#include <cstdint>
#include <vector>

namespace peripheral::cli {

/// `count` ids below `vocabulary`; the same `seed` gives the same ones on every machine.
std::vector<plm::TokenId> randomTokens(int count, int vocabulary, std::uint64_t seed);

} // namespace peripheral::cli
