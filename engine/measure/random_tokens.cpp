// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/random_tokens.h>

#include <algorithm>
#include <cstddef>
#include <random>

namespace plm {

std::vector<TokenId> randomTokens(int count, int vocabulary, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<TokenId> tokens(static_cast<std::size_t>(std::max(count, 0)));
    for (TokenId& token : tokens)
        token = static_cast<TokenId>(random() % static_cast<std::uint64_t>(vocabulary));
    return tokens;
}

} // namespace plm
