// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/weights.h"
#include "threads/thread_pool.h"

#include <array>
#include <cstdint>
#include <span>

namespace plm::vulkan {

/// Along what a matrix lies on the device: its rows, or by neuron (ffn_down's columns).
enum class LineOrder { Rows, Neurons };

/// Up to so many tokens are multiplied one by one, side by side: each gets the bits that it gets alone. More
/// of them are multiplied in tiles (shaders/multiply_tiled.comp).
inline constexpr std::uint32_t kMostAlike = 8;

/// Tokens that are multiplied with what is read once.
[[nodiscard]] constexpr std::uint32_t tileFor(std::uint32_t tokens) {
    if (tokens > kMostAlike)
        return tokens <= 16 ? 16 : tokens <= 32 ? 32 : 64;
    return tokens == 1 ? 1 : tokens <= 4 ? 4 : kMostAlike;
}

/// Values that lie together on a line.
inline constexpr std::uint32_t kGroup = 32;

/// Lines of a matrix by neuron that are read: neurons, groups of 32 of them with
/// one that is, and shares of 256 likewise.
struct ListedNeurons {
    std::uint64_t neurons = 0, groups = 0, shares = 0;
};

/// How shaders read a matrix (shaders/matrix.glsl): lines of groups of 32 values. Of each group come the
/// codes; behind all codes come all scales and minima, then all factors. Formats with codes keep them as they
/// are, bit for bit; others become float32, float16 stays. Numbers of 32 bits, little-endian.
struct DeviceLayout {
    DeviceLayout(const Matrix& matrix, LineOrder order);

    /// For the shaders' constants 0 to 5; the last is the number of tokens of a tile.
    [[nodiscard]] std::array<std::uint32_t, 6> constants(std::uint32_t tile = 1) const;
    /// Of `count` lines of them.
    [[nodiscard]] std::uint64_t codeWords(std::uint64_t count) const;
    [[nodiscard]] std::uint64_t scaleWords(std::uint64_t count) const;
    [[nodiscard]] std::uint64_t factorWords(std::uint64_t count) const;
    [[nodiscard]] std::uint64_t words(std::uint64_t count) const {
        return codeWords(count) + scaleWords(count) + factorWords(count);
    }
    /// What reading these takes, in bytes, of a matrix by neuron.
    [[nodiscard]] std::uint64_t bytesOf(const ListedNeurons& listed) const;
    [[nodiscard]] ListedNeurons allNeurons() const;
    /// Writes `matrix` (or some of its rows, where it lies by rows): words(count) words. Returns whether all
    /// of it is numbers, by the factors where there are any.
    [[nodiscard]] bool write(const Matrix& matrix, std::span<std::uint32_t> words, ThreadPool& pool) const;

    LineOrder order;
    std::uint32_t bits = 32; ///< of a code; 16, 32: float16, float32
    quant::CodeForm codes{};
    std::uint32_t block = 32; ///< values that share a factor
    std::uint32_t lines = 0;  ///< of the whole matrix
    std::uint32_t groups = 0; ///< of 32 values, a line

    /// Values that share a scale.
    [[nodiscard]] std::uint64_t shared() const {
        return codes.scaleValues > 0 ? static_cast<std::uint64_t>(codes.scaleValues) : kGroup;
    }
    /// Values a line.
    [[nodiscard]] std::uint32_t width() const { return m_width; }

private:
    [[nodiscard]] std::uint64_t scales(std::uint64_t count) const;
    [[nodiscard]] std::uint64_t factors(std::uint64_t count) const;

    std::uint32_t m_width = 0;
};

} // namespace plm::vulkan
