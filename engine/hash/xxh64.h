// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace plm {

/// XXH64 with the seed 0, of bytes that come in pieces: finds damage at the speed of memory, and is no
/// defence against somebody who means it. Yann Collet's specification, github.com/Cyan4973/xxHash. One thread
/// at a time.
class Xxh64 {
public:
    void add(std::span<const std::byte> bytes);
    /// The hash of all bytes that were added so far.
    [[nodiscard]] std::uint64_t value() const;

private:
    static constexpr std::size_t kStripe = 32;
    static constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87;
    static constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4F;

    void addStripe(const std::byte* stripe);

    std::array<std::uint64_t, 4> m_lanes{kPrime1 + kPrime2, kPrime2, 0, 0 - kPrime1};
    std::array<std::byte, kStripe> m_rest{}; ///< what does not fill a stripe yet
    std::uint64_t m_bytes = 0;
};

/// The hash of `bytes`.
[[nodiscard]] std::uint64_t xxh64Of(std::span<const std::byte> bytes);

} // namespace plm
