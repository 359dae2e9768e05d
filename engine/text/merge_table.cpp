// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/merge_table.h"

#include <bit>

namespace plm::text {

MergeTable::MergeTable(std::size_t count)
    : m_slots(std::bit_ceil(count * 3 / 2 + 2)),
      m_shift(64 - std::countr_zero(m_slots.size())) {}

void MergeTable::insert(TokenId left, TokenId right, Merge merge) {
    const std::uint64_t key = keyOf(left, right);
    Slot& slot = m_slots[slotOf(key)];
    if (!slot.merge.exists())
        slot = {key, merge};
}

} // namespace plm::text
