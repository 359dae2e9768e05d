// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/mapping.h"

#include "files/file_descriptor.h"

#include <plm/shown_text.h>

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <fmt/format.h>
#include <limits>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace plm::files {

namespace {

auto failed(const std::filesystem::path& path, std::string_view what, int code) {
    const auto kind = code == ENOENT || code == ENOTDIR ? ErrorKind::NotFound : ErrorKind::Io;
    return fail(kind, fmt::format("{} cannot be {}: {}.", displayName(path), what,
                                  std::generic_category().message(code)));
}

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// Of a regular file that has something in it and can be mapped.
Result<FileStamp> stampOf(const FileDescriptor& file, const std::filesystem::path& path) {
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0)
        return failed(path, "read", errno);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorKind::Io, fmt::format("{} is not a file.", displayName(path)));
    if (status.st_size == 0)
        return fail(ErrorKind::BadFile, fmt::format("{} is empty.", displayName(path)));
    if (static_cast<std::uint64_t>(status.st_size) > std::numeric_limits<std::size_t>::max() / 2)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{} is too large for this machine.", displayName(path)));
    return FileStamp{static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
                     nanoseconds(status.st_ctim)};
}

/// For the pages that lie in `bytes` as a whole.
void advise(std::span<const std::byte> bytes, int advice) {
    const auto pageSize = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(bytes.data()) + pageSize - 1) / pageSize * pageSize;
    const auto end = reinterpret_cast<std::uintptr_t>(bytes.data() + bytes.size()) / pageSize * pageSize;
    if (begin < end)
        (void)madvise(reinterpret_cast<void*>(begin), end - begin, advice);
}

} // namespace

Result<Mapping> Mapping::open(const std::filesystem::path& path) {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid())
        return failed(path, "opened", errno);
    const auto stamp = stampOf(file, path);
    if (!stamp)
        return tl::unexpected(stamp.error());
    const auto size = static_cast<std::size_t>(stamp->bytes);
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.number(), 0);
    if (memory == MAP_FAILED)
        return failed(path, "mapped into memory", errno);
    return Mapping({static_cast<const std::byte*>(memory), size}, *stamp);
}

Mapping::Mapping(Mapping&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {})),
      m_stamp(other.m_stamp) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_stamp, other.m_stamp);
    return *this;
}

Mapping::~Mapping() {
    if (!m_bytes.empty())
        ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

void readAhead(std::span<const std::byte> bytes) {
    advise(bytes, MADV_WILLNEED);
}

void releasePages(std::span<const std::byte> bytes) {
    advise(bytes, MADV_DONTNEED);
}

} // namespace plm::files
