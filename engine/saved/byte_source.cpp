// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saved/byte_source.h"

#include "gguf/names.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>

namespace plm::saved {

namespace {

tl::unexpected<Error> cannotRead(const std::filesystem::path& path, int code) {
    const auto kind = code == ENOENT || code == ENOTDIR ? ErrorKind::NotFound : ErrorKind::Io;
    return fail(kind, fmt::format("{} cannot be read: {}.", gguf::displayName(path),
                                  std::generic_category().message(code)));
}

} // namespace

FileSource::FileSource(gguf::FileDescriptor file, std::filesystem::path path, std::uint64_t size)
    : m_file(std::move(file)),
      m_path(std::move(path)),
      m_size(size) {}

Result<FileSource> FileSource::open(const std::filesystem::path& path) {
    // A pipe without a writer would block the opening.
    gguf::FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file.valid() || ::fstat(file.number(), &status) != 0)
        return cannotRead(path, errno);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorKind::Io,
                    fmt::format("{} cannot be read: it is no regular file.", gguf::displayName(path)));
    return FileSource(std::move(file), path, static_cast<std::uint64_t>(status.st_size));
}

std::string FileSource::name() const {
    return gguf::displayName(m_path);
}

Status FileSource::read(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const auto count = ::read(m_file.number(), bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return cannotRead(m_path, errno);
        if (count == 0)
            return fail(ErrorKind::BadFile, fmt::format("{} is not used: it ends too early.", name()));
        if (count > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

} // namespace plm::saved
