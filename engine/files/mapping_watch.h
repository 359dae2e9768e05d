// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <span>
#include <utility>

namespace plm::files {

/// Memory that is mapped from a file, watched: reading what another program cut off the file, or what its
/// disk does not give, raises no SIGBUS while this lives. There are zeros instead, and wasCut() says so.
/// Move-only; reading the memory and asking are for any thread.
///
/// The first watch of the process installs the handler of SIGBUS. Signals that are about other memory go on
/// to the handler that was there before.
class MappingWatch {
public:
    MappingWatch() = default;
    explicit MappingWatch(std::span<const std::byte> mapped);
    MappingWatch(MappingWatch&& other) noexcept : m_place(std::exchange(other.m_place, nullptr)) {}
    MappingWatch& operator=(MappingWatch&& other) noexcept {
        std::swap(m_place, other.m_place);
        return *this;
    }
    ~MappingWatch();

    [[nodiscard]] bool wasCut() const;
    /// For who learns of it in another way.
    void markAsCut() const;

    struct Place;

private:
    Place* m_place = nullptr;
};

} // namespace plm::files
