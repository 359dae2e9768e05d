// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_descriptor.h"

#include <plm/result.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace plm::files {

/// A file that is read in pieces, as large as it was when it was opened. Not mapped: pages of a mapping count
/// as this program's memory. Move-only; reading is for any thread. Errors name the file.
class InputFile {
public:
    /// Fails with NotFound or Io where it is not a readable regular file.
    static Result<InputFile> open(const std::filesystem::path& path);

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// Fills `bytes` with what stands from `offset` on; fails where the file ends before.
    Status read(std::uint64_t offset, std::span<std::byte> bytes) const;

private:
    InputFile(FileDescriptor file, std::string name, std::uint64_t size)
        : m_file(std::move(file)),
          m_name(std::move(name)),
          m_size(size) {}

    FileDescriptor m_file;
    std::string m_name; // for sentences
    std::uint64_t m_size;
};

/// All of a file of at most `mostBytes`, whose size is looked at first; without the mark of the byte order
/// that other systems put before it.
Result<std::string> readText(const std::filesystem::path& path, std::uint64_t mostBytes);

/// So many bytes of a file's beginning are enough for refuseLfsPointer().
inline constexpr std::size_t kPointerBytes = 64;

/// Fails with BadFile where `bytes`, the beginning of the file called `name`, are those of a Git LFS pointer:
/// the few lines that stand for a large file until that is fetched. github.com/git-lfs/git-lfs, docs/spec.md.
Status refuseLfsPointer(std::span<const std::byte> bytes, std::string_view name);

} // namespace plm::files
