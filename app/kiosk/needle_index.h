// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/traces.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace peripheral::kiosk {

/// Needles, laid out so that nearly every byte of memory is passed by after one look at a table of bits.
class NeedleIndex {
public:
    explicit NeedleIndex(const Traces& traces);

    /// Calls `hit(at, needle)` for every needle that begins in the first `begins` of the bytes and lies
    /// within them.
    template <class OnHit>
    void search(std::span<const unsigned char> bytes, std::size_t begins, const OnHit& hit) const {
        const std::size_t end =
            bytes.size() < kShortestNeedle ? 0 : std::min(begins, bytes.size() - kShortestNeedle + 1);
        for (std::size_t at = 0; at < end;) {
            if (const std::size_t filled = filledFrom(bytes.subspan(at)); filled > 0) {
                at += filled;
                continue;
            }
            const std::size_t count = std::min(kBlock, end - at);
            for (std::uint64_t rest = candidates(bytes.data() + at, count); rest != 0; rest &= rest - 1) {
                const std::size_t begin = at + static_cast<std::size_t>(std::countr_zero(rest));
                compare(bytes.subspan(begin), [&](const Needle& needle) { hit(begin, needle); });
            }
            at += count;
        }
    }

private:
    static constexpr std::size_t kBlock = 64;

    static std::uint64_t wordAt(const unsigned char* bytes) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, sizeof word);
        return word;
    }
    /// How many bytes begin no needle because zeros, or what freed memory is filled with, follow them.
    static std::size_t filledFrom(std::span<const unsigned char> bytes);
    /// Those of the first `count` bytes, 64 at most, that a needle may begin with, the first as the lowest
    /// bit. Each byte of memory comes here: without branches, and by itself, so that all is in registers.
    [[nodiscard]] std::uint64_t candidates(const unsigned char* bytes, std::size_t count) const;
    /// Calls `hit` for the needles that lie at the begin of `bytes`.
    template <class OnHit>
    void compare(std::span<const unsigned char> bytes, const OnHit& hit) const {
        for (const Needle& needle : withBegin(m_sums.ofBegin(wordAt(bytes.data()))))
            if (needle.bytes <= bytes.size() && m_sums.of(bytes.data(), needle.bytes) == needle.all)
                hit(needle);
    }
    [[nodiscard]] std::span<const Needle> withBegin(std::uint64_t begin) const;

    NeedleSums m_sums;
    std::vector<Needle> m_needles; ///< by `begin`
    std::vector<std::uint64_t> m_bits;
    int m_shift = 0;
};

} // namespace peripheral::kiosk
