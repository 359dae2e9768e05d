// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

namespace plm::synthesis {

/// SplitMix64 (Steele, Lea and Flood 2014): fast, and the same numbers on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        std::uint64_t z = m_state += 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }

    /// From -1 up to 1.
    float symmetric() { return static_cast<float>(next() >> 40) * 0x1p-23F - 1.0F; }

    /// Fisher and Yates's; the bias of the remainder is far below what matters here.
    template <class Value>
    void shuffle(std::vector<Value>& values) {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[next() % i]);
    }

    void fill(std::span<std::byte> bytes) {
        while (!bytes.empty()) {
            const std::uint64_t word = next();
            const std::size_t count = bytes.size() < sizeof word ? bytes.size() : sizeof word;
            std::memcpy(bytes.data(), &word, count);
            bytes = bytes.subspan(count);
        }
    }

private:
    std::uint64_t m_state;
};

} // namespace plm::synthesis
