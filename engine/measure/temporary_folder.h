// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <filesystem>
#include <string>

namespace plm {

/// A folder of its own in that for temporary files, where nobody else can have put a link. It is removed in
/// the end with all that is in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    /// Whether it could be made; else fails with Io, naming the folder it was to be in.
    [[nodiscard]] const Status& status() const { return m_status; }
    [[nodiscard]] std::filesystem::path path() const { return m_path; }

private:
    std::string m_path;
    Status m_status;
};

} // namespace plm
