// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_descriptor.h"

#include <plm/result.h>

#include <filesystem>
#include <optional>

namespace plm::files {

/// Makes the folder, for its owner alone, with those above it, where it is not there. Fails with Io, naming
/// it.
Status makeFolder(const std::filesystem::path& path);

/// A folder that no other process locks meanwhile. The kernel ends the lock with the process. Move-only.
class FolderLock {
public:
    /// Nothing where the folder cannot be read, or is locked.
    static std::optional<FolderLock> tryLock(const std::filesystem::path& folder);

private:
    explicit FolderLock(FileDescriptor folder) : m_folder(std::move(folder)) {}
    FileDescriptor m_folder;
};

} // namespace plm::files
