// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>

namespace plm {

/// Bringing a model's weights into memory: how far it is, and whether it shall go on. One thread; progress is
/// told on it.
class Loading {
public:
    /// `total` bytes are to be read. `model` is what it is called in a sentence.
    Loading(std::string model, std::uint64_t total, LoadProgress progress, std::stop_token stop);

    /// `bytes` more are done. Fails with Cancelled where it shall not go on.
    Status advance(std::uint64_t bytes);
    /// Reads the mapped `bytes` once, so that the first answer does not wait for the disk.
    Status pageIn(std::span<const std::byte> bytes);

private:
    std::string m_model;
    std::uint64_t m_done = 0, m_total;
    LoadProgress m_progress;
    std::stop_token m_stop;
};

/// Whether so many bytes fit into half of the machine's memory.
[[nodiscard]] bool fitsMemory(std::uint64_t bytes);

/// How much of the mapped `bytes` this process has in memory, in bytes; 0 where the system does not tell.
std::uint64_t residentBytes(std::span<const std::byte> bytes);

} // namespace plm
