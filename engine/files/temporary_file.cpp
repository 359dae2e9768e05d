// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/temporary_file.h"

#include <plm/shown_text.h>

#include <cerrno>
#include <cstdlib>
#include <fmt/format.h>
#include <string>
#include <sys/stat.h>
#include <system_error>

namespace plm::files {

namespace {

tl::unexpected<Error> cannotWrite(const std::filesystem::path& target, int code) {
    return fail(ErrorKind::Io, fmt::format("{} cannot be written: {}.", displayName(target),
                                           std::generic_category().message(code)));
}

constexpr mode_t kForEveryone = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH; // mkstemp's file is the owner's alone

} // namespace

TemporaryFile::TemporaryFile(FileDescriptor file, std::filesystem::path path, std::filesystem::path target)
    : m_file(std::move(file)),
      m_path(std::move(path)),
      m_target(std::move(target)) {}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
    std::swap(m_file, other.m_file);
    std::swap(m_path, other.m_path);
    std::swap(m_target, other.m_target);
    return *this;
}

TemporaryFile::~TemporaryFile() {
    if (m_file.valid())
        ::unlink(m_path.c_str());
}

Result<TemporaryFile> TemporaryFile::create(std::filesystem::path target, Readers readers) {
    std::string path = target.native() + ".XXXXXX";
    FileDescriptor file(::mkstemp(path.data()));
    if (!file.valid())
        return cannotWrite(target, errno);
    TemporaryFile temporary(std::move(file), std::move(path), std::move(target));
    if (readers == Readers::Everyone && ::fchmod(temporary.m_file.number(), kForEveryone) != 0)
        return temporary.failed(errno);
    return temporary;
}

Status TemporaryFile::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(m_file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return failed(errno);
        if (written > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Status TemporaryFile::becomeTarget(Flush flush) {
    if ((flush == Flush::ToDisk && ::fsync(m_file.number()) != 0) ||
        ::rename(m_path.c_str(), m_target.c_str()) != 0)
        return failed(errno);
    m_file = FileDescriptor();
    return {};
}

tl::unexpected<Error> TemporaryFile::failed(int code) const {
    return cannotWrite(m_target, code);
}

} // namespace plm::files
