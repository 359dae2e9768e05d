// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/temporary_folder.h"

#include <plm/shown_text.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <system_error>

namespace plm {

TemporaryFolder::TemporaryFolder() {
    std::error_code error;
    m_path = (std::filesystem::temp_directory_path(error) / "peripheral-XXXXXX").native();
    if (error)
        m_status = fail(ErrorKind::Io,
                        fmt::format("The folder for temporary files cannot be used: {}.", error.message()));
    else if (::mkdtemp(m_path.data()) == nullptr)
        m_status = fail(ErrorKind::Io, fmt::format("{}: No folder can be made there: {}.",
                                                   displayName(m_path), std::strerror(errno)));
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (m_status)
        std::filesystem::remove_all(m_path, ignored);
}

} // namespace plm
