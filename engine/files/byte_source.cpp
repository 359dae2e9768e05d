// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/byte_source.h"

namespace plm::files {

Result<FileSource> FileSource::open(const std::filesystem::path& path) {
    return InputFile::open(path).map([](InputFile&& file) { return FileSource(std::move(file)); });
}

Status FileSource::read(std::span<std::byte> bytes) {
    auto done = m_file.read(m_position, bytes);
    if (done)
        m_position += bytes.size();
    return done;
}

} // namespace plm::files
