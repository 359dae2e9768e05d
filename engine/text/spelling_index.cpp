// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/spelling_index.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace plm::text {

namespace {

/// Eight bytes a step, mixed by multiplication and rotation.
std::uint32_t hashOf(std::string_view text) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = text.size() * kOdd;
    while (!text.empty()) {
        std::uint64_t word = 0;
        const std::size_t length = std::min(text.size(), sizeof(word));
        std::memcpy(&word, text.data(), length);
        hash = std::rotl(hash ^ word, 29) * kOdd;
        text.remove_prefix(length);
    }
    return static_cast<std::uint32_t>(hash >> 32);
}

} // namespace

SpellingIndex::SpellingIndex(std::span<const std::string_view> spellings)
    : m_spellings(spellings),
      m_slots(std::bit_ceil(spellings.size() * 3 / 2 + 2)),
      m_shift(32 - std::countr_zero(m_slots.size())) {}

TokenId SpellingIndex::insert(TokenId id) {
    const std::string_view spelling = m_spellings[static_cast<std::size_t>(id)];
    const std::uint32_t hash = hashOf(spelling);
    Slot& slot = m_slots[slotOf(spelling, hash)];
    if (slot.id >= 0)
        return slot.id;
    slot = {hash, id};
    return -1;
}

TokenId SpellingIndex::find(std::string_view spelling) const {
    return m_slots[slotOf(spelling, hashOf(spelling))].id;
}

/// Where `spelling` is, or the free slot where it would go. There is always a free one.
std::size_t SpellingIndex::slotOf(std::string_view spelling, std::uint32_t hash) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash >> m_shift;
    while (m_slots[at].id >= 0 &&
           (m_slots[at].hash != hash || m_spellings[static_cast<std::size_t>(m_slots[at].id)] != spelling))
        at = (at + 1) & mask;
    return at;
}

} // namespace plm::text
