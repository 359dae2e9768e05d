// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/folder_lock.h"

#include <plm/shown_text.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <system_error>

namespace plm::files {

namespace fs = std::filesystem;

Status makeFolder(const fs::path& path) {
    std::error_code problem;
    if (fs::create_directories(path, problem))
        fs::permissions(path, fs::perms::owner_all, problem);
    if (!problem && !fs::is_directory(path, problem) && !problem)
        problem = std::make_error_code(std::errc::not_a_directory);
    if (problem)
        return fail(ErrorKind::Io,
                    fmt::format("{} cannot be used as a folder: {}.", displayName(path), problem.message()));
    return {};
}

std::optional<FolderLock> FolderLock::tryLock(const fs::path& folder) {
    FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.valid() || ::flock(opened.number(), LOCK_EX | LOCK_NB) != 0)
        return std::nullopt;
    return FolderLock(std::move(opened));
}

} // namespace plm::files
