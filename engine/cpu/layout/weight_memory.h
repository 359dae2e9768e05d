// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>

namespace plm::cpu {

/// Zeroed memory for weights, straight from the system and in large pages where it has them: kernels jump
/// about in it, and each small page would be looked up anew.
class WeightMemory {
public:
    WeightMemory() = default;
    /// Throws std::bad_alloc where the system has no `bytes`.
    explicit WeightMemory(std::size_t bytes);
    ~WeightMemory();
    WeightMemory(WeightMemory&& other) noexcept
        : m_data(std::exchange(other.m_data, nullptr)),
          m_size(std::exchange(other.m_size, 0)) {}
    WeightMemory& operator=(WeightMemory&& other) noexcept {
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
        return *this;
    }

    [[nodiscard]] std::byte* data() { return m_data; }
    [[nodiscard]] const std::byte* data() const { return m_data; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace plm::cpu
