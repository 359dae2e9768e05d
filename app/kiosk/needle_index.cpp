// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/needle_index.h"

#include "kiosk/freed_memory.h"

namespace peripheral::kiosk {

NeedleIndex::NeedleIndex(const Traces& traces) : m_sums(traces.sums()), m_needles(traces.needles()) {
    std::sort(m_needles.begin(), m_needles.end(),
              [](const Needle& a, const Needle& b) { return a.begin < b.begin; });
    // At most one bit in 256 is set, as each one costs a search that is mostly in vain, up to a table of 2
    // MiB; a small one stays in the fastest cache.
    const std::size_t wanted = std::bit_ceil(256 * m_needles.size() + 1);
    const std::size_t bits = std::clamp(wanted, std::size_t{1} << 17, std::size_t{1} << 24);
    m_shift = 64 - std::countr_zero(bits);
    m_bits.resize(bits / 64);
    for (const Needle& needle : m_needles) {
        const std::uint64_t bit = needle.begin >> m_shift;
        m_bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
}

std::size_t NeedleIndex::filledFrom(std::span<const unsigned char> bytes) {
    const auto isFill = [](std::uint64_t word) {
        return word == 0 || word == 0x0101010101010101U * kFreedFill;
    };
    const std::uint64_t first = bytes.size() < kBlock ? 1 : wordAt(bytes.data());
    if (!isFill(first))
        return 0;
    for (std::size_t at = 8; at < kBlock; at += 8)
        if (wordAt(bytes.data() + at) != first)
            return 0;
    return kBlock - 7; // the last seven may begin one together with what comes next
}

std::uint64_t NeedleIndex::candidates(const unsigned char* bytes, std::size_t count) const {
    const NeedleSums sums = m_sums;
    const std::uint64_t* const bits = m_bits.data();
    const int shift = m_shift;
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t bit = sums.ofBegin(wordAt(bytes + i)) >> shift;
        found |= (bits[bit / 64] >> (bit % 64) & 1) << i;
    }
    return found;
}

std::span<const Needle> NeedleIndex::withBegin(std::uint64_t begin) const {
    const auto first = std::lower_bound(m_needles.begin(), m_needles.end(), begin,
                                        [](const Needle& a, std::uint64_t b) { return a.begin < b; });
    auto last = first;
    while (last != m_needles.end() && last->begin == begin)
        ++last;
    return {first, last};
}

} // namespace peripheral::kiosk
