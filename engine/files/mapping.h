// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_descriptor.h"
#include "files/mapping_watch.h"

#include <plm/result.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <sys/stat.h>
#include <sys/types.h>

namespace plm::files {

/// What two names of one file have in common, links of both kinds included.
struct FileIdentity {
    dev_t device = 0;
    ino_t number = 0;

    FileIdentity() = default;
    explicit FileIdentity(const struct stat& status) : device(status.st_dev), number(status.st_ino) {}
    auto operator<=>(const FileIdentity&) const = default;
};

/// By what a file is known to be the one that was looked at before, without reading it: its length, and when
/// its content and its entry last changed, in nanoseconds. Nobody can set the last.
struct FileStamp {
    std::uint64_t bytes = 0;
    std::int64_t modified = 0;
    std::int64_t changed = 0;
};

/// A file's bytes, mapped read-only and shared with the page cache. Move-only; any thread. What another
/// program cuts off the file while it is mapped is read as zeros: whoever has read a piece asks intact().
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
    /// Fails with Io, naming the file, where not all of the bytes could be read so far, or could be now. Once
    /// it has failed it goes on doing so. It takes less than a microsecond.
    [[nodiscard]] Status intact() const;

private:
    Mapping(std::span<const std::byte> bytes, const FileStamp& stamp, FileDescriptor file, std::string name);
    [[nodiscard]] FileIdentity identity() const;

    std::span<const std::byte> m_bytes;
    FileStamp m_stamp;
    FileDescriptor m_file;
    std::string m_name; // for sentences
    MappingWatch m_watch;
};

/// Whether this process has mapped the file, under whatever name.
bool isMapped(const FileIdentity& file);

/// Asks the system to read mapped `bytes` from the disk, and does not wait for it.
void readAhead(std::span<const std::byte> bytes);

/// Gives the memory of mapped `bytes` back to the system; they are read from the file again if anyone asks.
void releasePages(std::span<const std::byte> bytes);

} // namespace plm::files
