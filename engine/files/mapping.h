// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace plm::files {

/// By what a file is known to be the one that was looked at before, without reading it: its length, and when
/// its content and its entry last changed, in nanoseconds. Nobody can set the last.
struct FileStamp {
    std::uint64_t bytes = 0;
    std::int64_t modified = 0;
    std::int64_t changed = 0;
};

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
    /// As it was when it was opened.
    [[nodiscard]] const FileStamp& stamp() const { return m_stamp; }

private:
    Mapping(std::span<const std::byte> bytes, const FileStamp& stamp) : m_bytes(bytes), m_stamp(stamp) {}
    std::span<const std::byte> m_bytes;
    FileStamp m_stamp;
};

/// Asks the system to read mapped `bytes` from the disk, and does not wait for it.
void readAhead(std::span<const std::byte> bytes);

/// Gives the memory of mapped `bytes` back to the system; they are read from the file again if anyone asks.
void releasePages(std::span<const std::byte> bytes);

} // namespace plm::files
