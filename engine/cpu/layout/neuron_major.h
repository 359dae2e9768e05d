// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/neuron_layout.h"
#include "model/weights.h"
#include "threads/thread_pool.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace plm::cpu {

/// A feed-forward layer's ffn_down, neuron by neuron: the file's own numbers in another order, so that the
/// weights of a neuron that is exactly zero are not read. Each slice of output rows stands for itself, so
/// threads share nothing.
class NeuronMajor {
public:
    /// Whether a matrix of this format can be turned round.
    static bool supports(const Matrix& down);
    /// Bytes that it takes then.
    static std::size_t bytesFor(const Matrix& down);
    /// Of these, how many are read where a share of the neurons, 0 to 1, is active, each by itself.
    static double expectedBytes(const Matrix& down, double activeShare);
    /// Turns `down` (D × F) round, into bytesFor() zeroed bytes, with all threads of `pool`. Returns whether
    /// every scale, or every plain number, is a number.
    static bool layOut(const Matrix& down, std::byte* target, ThreadPool& pool);

    /// What layOut() wrote of `down`, which must stay there.
    NeuronMajor(const Matrix& down, const std::byte* laidOut);

    [[nodiscard]] int slices() const { return (m_rows + kSliceRows - 1) / kSliceRows; }
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] std::size_t bytes() const { return m_sliceBytes * static_cast<std::size_t>(slices()); }
    /// Of these, how many are read for the neurons of `masks`, one a group: their codes, the scales of groups
    /// and the factors of blocks that have one.
    [[nodiscard]] std::size_t bytesFor(std::span<const std::uint32_t> masks) const;
    [[nodiscard]] const NeuronLayout& layout() const { return m_layout; }
    [[nodiscard]] std::size_t groups() const { return m_groups; }
    [[nodiscard]] const std::byte* slice(int index) const {
        return m_slices + static_cast<std::size_t>(index) * m_sliceBytes;
    }

private:
    NeuronLayout m_layout;
    int m_rows;
    std::size_t m_groups;
    std::size_t m_sliceBytes;
    const std::byte* m_slices;
};

} // namespace plm::cpu
