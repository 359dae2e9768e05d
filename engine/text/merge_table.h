// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/tokenizer.h>

#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

namespace plm::text {

/// What two neighbouring tokens become, and how early: the lowest rank goes first.
struct Merge {
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t rank = kNone;
    TokenId token = -1;

    [[nodiscard]] bool exists() const { return rank != kNone; }
};

/// Merges by their pair of tokens: a flat hash table.
class MergeTable {
public:
    /// What a table of `count` merges takes.
    static std::size_t bytesFor(std::size_t count) { return slotsFor(count) * sizeof(Slot); }

    /// Room for `count` merges.
    explicit MergeTable(std::size_t count)
        : m_slots(slotsFor(count)),
          m_shift(64 - std::countr_zero(m_slots.size())) {}

    /// Adds a merge; the first of the same pair stays.
    void insert(TokenId left, TokenId right, Merge merge) {
        const std::uint64_t key = keyOf(left, right);
        Slot& slot = m_slots[slotOf(key)];
        if (!slot.merge.exists())
            slot = {key, merge};
    }
    /// The merge of the pair, or one that does not exist.
    [[nodiscard]] Merge find(TokenId left, TokenId right) const {
        return m_slots[slotOf(keyOf(left, right))].merge;
    }

private:
    struct Slot {
        std::uint64_t key = 0;
        Merge merge;
    };
    static std::size_t slotsFor(std::size_t count) { return std::bit_ceil(count * 3 / 2 + 2); }
    static std::uint64_t keyOf(TokenId left, TokenId right) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32 |
               static_cast<std::uint32_t>(right);
    }
    [[nodiscard]] std::size_t slotOf(std::uint64_t key) const {
        std::size_t at = (key * 0x9E3779B97F4A7C15U) >> m_shift;
        while (m_slots[at].merge.exists() && m_slots[at].key != key)
            at = (at + 1) & (m_slots.size() - 1);
        return at;
    }

    std::vector<Slot> m_slots; ///< a power of two of them, never all in use
    int m_shift;               ///< leaves as many high bits of a hash as the number of slots has
};

} // namespace plm::text
