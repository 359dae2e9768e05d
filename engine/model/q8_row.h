// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace plm {

/// A token of an 8-bit latent cache: `latent` codes from −127 to 127, a half-precision scale for each 32 of
/// them (the last for what is left), and the rotary key in half precision.
struct Q8Row {
    std::size_t latent; ///< r
    std::size_t rotary; ///< p

    static constexpr std::size_t kBlock = 32;
    [[nodiscard]] std::size_t blocks() const { return (latent + kBlock - 1) / kBlock; }
    /// Where the scales begin: behind the codes, on an even byte.
    [[nodiscard]] std::size_t scalesAt() const { return (latent + 1) / 2 * 2; }
    [[nodiscard]] std::size_t rotaryAt() const { return scalesAt() + 2 * blocks(); }
    [[nodiscard]] std::size_t bytes() const { return rotaryAt() + 2 * rotary; }

    /// Rounds r+p values into bytes() bytes; a block's largest magnitude becomes ±127.
    void encode(const float* values, std::byte* row) const;
    void decode(const std::byte* row, float* values) const;
};

} // namespace plm
