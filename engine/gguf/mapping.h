// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <cstddef>
#include <filesystem>
#include <span>

namespace plm::gguf {

/// A file's bytes, mapped read-only and shared with the page cache. Move-only; any thread. A file that
/// another program shortens while it is mapped cannot be read safely (the system raises SIGBUS).
class Mapping {
public:
    /// Fails with NotFound or Io, naming the path, where it is not a readable regular file with something in
    /// it.
    static Result<Mapping> open(const std::filesystem::path& path);
    Mapping() = default;
    Mapping(Mapping&& other) noexcept;
    Mapping& operator=(Mapping&& other) noexcept;
    ~Mapping();

    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }

private:
    explicit Mapping(std::span<const std::byte> bytes) : m_bytes(bytes) {}
    std::span<const std::byte> m_bytes;
};

/// Gives the memory of mapped `bytes` back to the system; they are read from the file again if anyone asks.
void releasePages(std::span<const std::byte> bytes);

} // namespace plm::gguf
