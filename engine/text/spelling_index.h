// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/tokenizer.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace plm::text {

/// Finds tokens by their spelling: a flat hash table, since building it for 150,000 tokens is part of every
/// start.
class SpellingIndex {
public:
    /// `spellings` must outlive the index.
    explicit SpellingIndex(std::span<const std::string_view> spellings);

    /// Adds token `id`. Where its spelling is there already, returns that token's id and adds nothing; else
    /// -1.
    TokenId insert(TokenId id);
    /// The token of that spelling, or -1.
    [[nodiscard]] TokenId find(std::string_view spelling) const;

private:
    struct Slot {
        std::uint32_t hash = 0;
        TokenId id = -1;
    };
    [[nodiscard]] std::size_t slotOf(std::string_view spelling, std::uint32_t hash) const;

    std::span<const std::string_view> m_spellings;
    std::vector<Slot> m_slots; ///< a power of two of them
    int m_shift; ///< leaves as many high bits of a hash, the best mixed, as the number of slots has
};

} // namespace plm::text
