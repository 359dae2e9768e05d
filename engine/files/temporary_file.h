// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_descriptor.h"

#include <plm/result.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

namespace plm::files {

/// A file under another name beside its target, which it becomes when it is complete: nobody ever sees half
/// of it. Removed where it did not become the target. Move-only; one thread at a time. Errors name the
/// target.
class TemporaryFile {
public:
    /// Who may read the file; nobody but its owner may write it. One for everyone that takes another's place
    /// has that one's permissions.
    enum class Readers { Everyone, Owner };
    /// Whether the bytes must be on the disk before the file has its name. Without, the file may be found
    /// damaged after a power cut.
    enum class Flush { ToDisk, WhenTheSystemLikes };

    static Result<TemporaryFile> create(const std::filesystem::path& target,
                                        Readers readers = Readers::Everyone);
    TemporaryFile(TemporaryFile&& other) noexcept = default;
    TemporaryFile& operator=(TemporaryFile&& other) noexcept;
    ~TemporaryFile();

    Status write(std::span<const std::byte> bytes);
    /// Gives the file the target's name, replacing what had it.
    Status becomeTarget(Flush flush = Flush::ToDisk);
    [[nodiscard]] const std::filesystem::path& target() const { return m_target; }

    /// Where a file called `target` is: where a link says, whether there is a file or not. Fails with Io
    /// where there is something that is no regular file.
    static Result<std::filesystem::path> placeOf(const std::filesystem::path& target);
    /// The name of the target of a temporary file called `name`, shortened where it is near the longest that
    /// a file may have; nothing where no temporary file is called so. Such a file in nobody's use was left by
    /// a program that was killed.
    static std::optional<std::string_view> targetOf(std::string_view name);

private:
    TemporaryFile(FileDescriptor file, std::filesystem::path path, std::filesystem::path place,
                  std::filesystem::path target);
    [[nodiscard]] tl::unexpected<Error> failed(int code) const;

    FileDescriptor m_file; // closed once it is the target, or was moved from
    std::filesystem::path m_path, m_place, m_target;
};

} // namespace plm::files
